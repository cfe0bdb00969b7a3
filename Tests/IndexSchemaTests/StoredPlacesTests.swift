import TestSupport
import Testing

@testable import IndexSchema

struct StoredPlacesTests {
    private func lines(_ places: StoredPlaces, _ lines: [Int]) -> [StoredPlaces.Place?] {
        lines.map { places.place(ofTextLine: $0) }
    }

    @Test func `a line of the text is found in the file`() {
        #expect(lines(.lines([]), [3]) == [.line(3)])
        #expect(lines(.lines([1, 5, 10, 20]), [1, 9, 10, 11]) == [.line(5), .line(13), .line(20), .line(21)])
        // Before the first pair the two count alike.
        #expect(lines(.lines([4, 8]), [3]) == [.line(3)])
        // Lines of the text that share one of the file.
        #expect(lines(.lines([1, 6, 3, 7]), [1, 2, 3]) == [.line(6), .line(7), .line(7)])
    }

    @Test func `a line of the text lies on the last page that begins with it or before it`() {
        #expect(lines(.pages([1, 4, 4, 9]), [1, 3, 4, 8, 9, 99]) == [1, 1, 3, 3, 4, 4].map { .page($0) })
        #expect(lines(.pages([5]), [1]) == [.page(1)])
        #expect(lines(.none, [1]) == [nil])
    }

    @Test func `a part says the same of its lines as the whole`() {
        var random = SeededRandom.announced()
        for _ in 0..<500 {
            var (pairs, starts, text, source) = ([Int](), [Int](), 1, 1)
            for _ in 0..<Int.random(in: 0...8, using: &random) {
                pairs += [text, source]
                starts.append(text)
                text += Int.random(in: 1...6, using: &random)
                source += Int.random(in: 0...9, using: &random)
            }
            let first = Int.random(in: 1...40, using: &random)
            let part = first..<first + Int.random(in: 1...20, using: &random)
            for whole in [StoredPlaces.lines(pairs), .pages(starts), .none] {
                let places = whole.part(ofTextLines: part)
                for line in part {
                    #expect(places.place(ofTextLine: line) == whole.place(ofTextLine: line), "\(whole) \(part)")
                }
            }
        }
    }
}
