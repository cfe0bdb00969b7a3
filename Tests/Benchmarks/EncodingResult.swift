import Encodings

/// What the decoder made of one file.
struct EncodingResult: CustomStringConvertible {
    enum Verdict: CaseIterable {
        case right, wrong, refused
    }

    var file: EncodedFile
    var verdict: Verdict
    /// Nil when nothing was decided.
    var decision: EncodingDecision?

    /// Right is the text that the true encoding gives, by whatever name.
    init(_ file: EncodedFile, _ outcome: TextDecoder.Outcome) {
        self.file = file
        guard case .text(let text) = outcome else {
            verdict = .refused
            return
        }
        decision = text.encoding
        verdict = TextDecoder().decode(file.bytes, forcedTo: file.encoding)?.text == text.text ? .right : .wrong
    }

    /// Of a decision that was detected; nil for others.
    var confidence: Double? {
        decision.flatMap { $0.basis == .detected ? $0.confidence : nil }
    }

    var description: String {
        guard let decision else { return "\(file.path) (\(file.bytes.count) B, \(file.encoding)): refused" }
        let confidence = (decision.confidence * 100).rounded() / 100
        return "\(file.path) (\(file.bytes.count) B, \(file.encoding)): \(decision.name) by \(decision.basis), "
            + "\(confidence)"
    }
}
