import Documents
import ExtractorProtocol
import TestSupport

/// A sound reply with everything that a document can have.
func randomReply(using random: inout SeededRandom) -> ExtractorReply {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: .changed
    case 1: .unreadable(Int32.random(in: 1...133, using: &random))
    case 2: .extraction(.undecidedEncoding)
    case 3: .extraction(.skipped(reason: randomText(80, using: &random).filter { $0 >= " " }))
    default: .extraction(.document(randomDocument(using: &random)))
    }
}

private func randomDocument(using random: inout SeededRandom) -> ExtractedDocument {
    func sometimes<Value>(_ value: Value) -> Value? { Bool.random(using: &random) ? value : nil }
    let text = Array(randomText(2000, using: &random).utf8)
    var lines = LineMap()
    var (textLine, sourceLine) = (0, 0)
    for _ in 0..<Int.random(in: 0..<20, using: &random) {
        textLine += Int.random(in: 1...9, using: &random)
        sourceLine += Int.random(in: 0...9, using: &random)
        lines.append(textLine: textLine, sourceLine: max(sourceLine, 1))
    }
    let pages = (0..<Int.random(in: 0..<9, using: &random)).map { 1 + 7 * $0 }
    let places: [TextPlaces] = [.none, .lines(lines), .pages(pages)]
    return ExtractedDocument(
        title: randomText(40, using: &random), author: sometimes(randomText(9, using: &random)),
        dateSeconds: sometimes(Int64.random(in: .min ... .max, using: &random)),
        tags: (0..<Int.random(in: 0..<5, using: &random)).map { "标\($0)" }, language: sometimes("zh-CN"),
        mediaType: "text/plain", encoding: sometimes("GB18030"),
        encodingConfidence: sometimes(Double.random(in: 0...1, using: &random)), text: text,
        places: places[Int.random(in: 0..<3, using: &random)],
        notices: (0..<Int.random(in: 0..<3, using: &random)).map { "第 \($0) 行不好读" })
}

private func randomText(_ count: Int, using random: inout SeededRandom) -> String {
    let letters = Array("山里的电车很慢，河水向东。abc 123\n\t🌊")
    return String(
        (0..<Int.random(in: 0...count, using: &random)).map { _ in letters.randomElement(using: &random) ?? "山" })
}
