/// The queries of a run by their kinds, the same for every peer.
struct QuerySet {
    var queries: [QueryKind: [PeerQuery]]

    /// - Parameters:
    ///   - lines: what people typed; lines that are the same count once. The first characters of exact pieces are asked too.
    ///   - extensions: of the corpus: exact pieces are asked again among the files of each in turn.
    ///   - limit: how many of each kind are taken, evenly.
    init(lines: [String], extensions: [String], limit: Int) {
        var seen: Set<PeerQuery> = []
        let all = lines.compactMap(PeerQuery.init).filter { seen.insert($0).inserted }
        queries = Dictionary(grouping: all, by: \.kind)
        // People seldom type one character; too few tell no quantiles.
        queries[.character, default: []] += queries[.exact, default: []].compactMap { query in
            query.words[0].first { "\u{4E00}"..."\u{9FFF}" ~= $0 }.map { PeerQuery(.character, [String($0)]) }
        }.filter { seen.insert($0).inserted }
        if !extensions.isEmpty {
            queries[.filtered] = queries[.exact, default: []].enumerated().map { number, query in
                PeerQuery(.filtered, query.words, fileExtension: extensions[number % extensions.count])
            }
        }
        queries = queries.mapValues { Self.evenly(limit, of: $0) }
    }

    /// Queries of every kind made of pieces of the texts, for a corpus without queries of its own.
    ///
    /// - Parameter count: of each kind.
    static func lines(from texts: [String], count: Int) -> [String] {
        var random = SplitMix64(state: 20_240_102)
        let runs = texts.map { text in
            text.split { !("\u{4E00}"..."\u{9FFF}" ~= $0) }.filter { $0.count > 1 }.map(String.init)
        }.filter { !$0.isEmpty }
        guard !runs.isEmpty else { return [] }
        func piece(_ runs: [String], _ lengths: ClosedRange<Int>) -> String {
            let run = runs[Int.random(in: 0..<runs.count, using: &random)]
            let length = min(Int.random(in: lengths, using: &random), run.count)
            return String(run.dropFirst(Int.random(in: 0...run.count - length, using: &random)).prefix(length))
        }
        return (0..<count).flatMap { _ in
            let text = runs[Int.random(in: 0..<runs.count, using: &random)]
            return [
                piece(text, 2...6), piece(text, 2...2) + " " + piece(text, 2...3), piece(text, 1...1),
                "什么是" + piece(text, 4...8) + "？",
            ]
        }
    }

    /// So many, from all parts.
    static func evenly<Element>(_ count: Int, of elements: [Element]) -> [Element] {
        guard elements.count > count else { return elements }
        return (0..<count).map { elements[$0 * elements.count / count] }
    }
}
