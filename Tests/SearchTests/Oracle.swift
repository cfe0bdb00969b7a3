import Analysis
import CLinux
import Queries

/// Says what stands in folded texts by looking at them, with nothing of the search's own but folding and segmentation.
final class Oracle {
    /// A text as the oracle looks at it.
    final class Text {
        let folded: FoldedText
        private(set) lazy var segments = Segmenter().segments(in: folded.bytes)

        init(_ text: String, _ folder: TextFolder) {
            folded = folder.fold(text.utf8)
        }

        func contains(_ bytes: some Collection<UInt8>) -> Bool {
            first(Array(bytes), from: 0) != nil
        }

        func first(_ needle: [UInt8], from offset: Int) -> Int? {
            folded.bytes.withUnsafeBufferPointer { bytes in
                guard let base = bytes.baseAddress, offset + needle.count <= bytes.count,
                    let found = clinux_find(base + offset, bytes.count - offset, needle, needle.count)
                else { return nil }
                return base.distance(to: found)
            }
        }
    }

    /// What a document has to be looked at.
    struct Document {
        var body: Text
        var title: Text
        var path: Text
        var sizeBytes: Int
    }

    private let analyzer: QueryAnalyzer

    init(_ analyzer: QueryAnalyzer) {
        self.analyzer = analyzer
    }

    /// True when a document meets what a tree asks for. Texts are one run, word or number.
    func meets(_ document: Document, _ tree: QueryTree, in field: QueryField? = nil) -> Bool {
        switch tree {
        // A path is meant as it was typed, and no word of it in another form.
        case .text(let typed) where field != .path: has(field, document) { text in self.text(typed, in: text) }
        case .text(let typed), .exact(let typed):
            has(field, document) { !occurrences(of: typed, in: $0, limit: 1).isEmpty }
        case .prefix(let typed): has(field, document) { prefix(typed, in: $0) }
        case .near(.exact(let first), .exact(let second), let characters):
            has(field, document) { near(first, second, characters, in: $0) }
        case .and(let parts): parts.allSatisfy { meets(document, $0, in: field) }
        case .or(let parts): parts.contains { meets(document, $0, in: field) }
        case .not(let part): !meets(document, part, in: field)
        case .required(let part): meets(document, part, in: field)
        case .field(let field, let part): meets(document, part, in: field)
        case .range(.size, _, let range):
            document.sizeBytes >= range.lower ?? .min && document.sizeBytes <= range.upper ?? .max
        case .near, .range, .nothing: preconditionFailure("the oracle knows no \(tree)")
        }
    }

    private func has(_ field: QueryField?, _ document: Document, _ isIn: (Text) -> Bool) -> Bool {
        switch field {
        case nil: isIn(document.body) || isIn(document.title)
        case .title: isIn(document.title)
        case .path: isIn(document.path)
        default: preconditionFailure("the oracle knows no such field")
        }
    }

    private func text(_ typed: String, in text: Text) -> Bool {
        let tokens = analyzer.tokens(of: typed)
        guard tokens.count == 1, case .word(_, _, let stem?) = tokens[0].terms else {
            return !occurrences(of: typed, in: text, limit: 1).isEmpty
        }
        // Most texts have not even the letters that all forms share.
        guard text.contains(stem.dropFirst().prefix(2)) else { return false }
        return text.segments.contains { segment in
            segment.kind == .word && text.folded.bytes[segment.range].first == tokens[0].text.first
                && text.folded.bytes[segment.range].withUnsafeBufferPointer { analyzer.stemmer.stem(of: $0) } == stem
        }
    }

    private func prefix(_ typed: String, in text: Text) -> Bool {
        let bytes = analyzer.folded(typed)
        return text.contains(bytes)
            && text.segments.contains {
                ($0.kind == .word || $0.kind == .number) && text.folded.bytes[$0.range].starts(with: bytes)
            }
    }

    /// Where what was quoted stands: its segments one after another, blanks or marks only where some were typed, blanks
    /// also where kinds meet.
    func occurrences(of typed: String, in text: Text, limit: Int = .max) -> [Range<Int>] {
        let tokens = analyzer.tokens(of: typed)
        let bytes = text.folded.bytes
        guard !tokens.isEmpty, tokens.allSatisfy({ text.contains($0.text) }) else { return [] }
        var found: [Range<Int>] = []
        if tokens.count == 1, tokens[0].kind == .cjk {
            var at = 0
            while found.count < limit, let start = text.first(tokens[0].text, from: at) {
                found.append(start..<start + tokens[0].text.count)
                at = start + 1
            }
            return found
        }
        let segments = text.segments
        for start in segments.indices where start + tokens.count <= segments.count && found.count < limit {
            if let match = match(tokens, segments[start..<start + tokens.count], bytes) { found.append(match) }
        }
        return found
    }

    private func match(_ tokens: [Token], _ segments: ArraySlice<Segment>, _ bytes: [UInt8]) -> Range<Int>? {
        for (index, (token, segment)) in zip(tokens, segments).enumerated() {
            guard token.kind == segment.kind else { return nil }
            if index > 0 {
                let isClosed = segment.gap == .none || segment.gap == .blank
                let isOpen = segment.gap == .blank || segment.gap == .marks
                guard token.gap == .none ? isClosed : isOpen else { return nil }
            }
            let text = bytes[segment.signedRange]
            let isEqual =
                switch (token.kind, index) {
                case (.cjk, 0): text.suffix(token.text.count).elementsEqual(token.text)
                case (.cjk, tokens.count - 1): text.starts(with: token.text)
                case (.word, _): isWord(token, segment, bytes)
                default: text.elementsEqual(token.text)
                }
            guard isEqual else { return nil }
        }
        guard let first = segments.first, let last = segments.last else { return nil }
        let start = tokens[0].kind == .cjk ? first.range.upperBound - tokens[0].text.count : first.range.lowerBound
        let isRun = last.kind == .cjk
        return
            start..<(isRun ? last.range.lowerBound + tokens[tokens.count - 1].text.count : last.signedRange.upperBound)
    }

    /// What was typed as signs of a name need not be signs of one there: `.h` stands in `stdio.h`.
    private func isWord(_ token: Token, _ segment: Segment, _ bytes: [UInt8]) -> Bool {
        let start = segment.range.lowerBound - token.leadingSigns
        return bytes[segment.range].elementsEqual(
            token.text.dropFirst(token.leadingSigns).dropLast(token.trailingSigns))
            && start >= 0 && bytes[start...].starts(with: token.text)
    }

    private func near(_ first: String, _ second: String, _ characters: Int, in text: Text) -> Bool {
        let (firsts, seconds) = (occurrences(of: first, in: text), occurrences(of: second, in: text))
        return firsts.contains { a in
            seconds.contains { b in
                let gap =
                    min(a.upperBound, b.upperBound)..<max(a.lowerBound, b.lowerBound, min(a.upperBound, b.upperBound))
                // Four bytes are the longest character.
                guard gap.count <= 4 * characters + 8 else { return false }
                return count(text.folded.bytes[gap]) <= characters
            }
        }
    }

    /// The characters, the line breaks of a paragraph's end as one.
    private func count(_ bytes: ArraySlice<UInt8>) -> Int {
        let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
        var (count, last): (Int, Unicode.Scalar?) = (0, nil)
        for scalar in text {
            let isSameEnd = last == "\u{1E}" && (scalar == "\u{1E}" || scalar == "\n")
            if !isSameEnd { (count, last) = (count + 1, scalar) }
        }
        return count
    }
}
