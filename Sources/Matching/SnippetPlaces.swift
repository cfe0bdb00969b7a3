internal import Analysis

/// Chooses the places of a text, at most three, that together show most of a query.
///
/// A part of the query is worth its length, and twice that as a whole clause; the same once more is worth nothing. Of
/// places worth the same, the one wins where the parts stand closest together and most often; then the first.
struct SnippetPlaces {
    /// From the first match of each place to its last, in bytes of the folded text; the best place first.
    private(set) var cores: [Range<Int>] = []
    /// What the places show of the query: for each part its bytes, times 100, or 200 as a whole clause.
    private(set) var worth = 0
    /// All that is marked, ascending: no two touch. Bytes of the folded text.
    let marks: [Range<Int>]

    /// Matches whose beginnings and ends lie within so many bytes may share a place: 50 Han characters.
    private static let reachBytes = 150
    private static let mostPlaces = 3

    /// - Parameter matches: For each clause of the query, what it marks in the folded text, ascending.
    init(_ matches: [[FoldedMatch]], in folded: FoldedText) {
        var candidates: [Candidate] = []
        var parts: [Part] = []
        for (clause, matches) in matches.enumerated() {
            let firstPart = parts.count
            let count = matches.reduce(0) { max($0, $1.piece + 1) }
            parts += repeatElement(Part(clause: clause), count: count)
            for match in matches {
                candidates.append(Candidate(range: match.range, part: firstPart + match.piece))
                parts[firstPart + match.piece].note(match)
            }
        }
        candidates.sort { ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound) }
        marks = candidates.map(\.range).merged
        choose(among: candidates, parts, folded)
    }

    private struct Candidate {
        var range: Range<Int>
        var part: Int
    }

    /// A clause, or one of the pieces of a question, that stands somewhere in the text.
    private struct Part {
        let clause: Int
        var isWhole = false
        /// The shortest match's, for blanks and marks inside a match show nothing.
        var byteCount = Int.max
        var isShown = false

        init(clause: Int) { self.clause = clause }

        var worth: Int { byteCount * (isWhole ? 200 : 100) }

        mutating func note(_ match: FoldedMatch) {
            isWhole = match.isWhole
            byteCount = min(byteCount, match.range.count)
        }
    }

    private mutating func choose(among candidates: [Candidate], _ parts: [Part], _ folded: FoldedText) {
        var (candidates, parts) = (candidates, parts)
        var shownClauses: Set<Int> = []
        var bestWorth = 0
        while cores.count < Self.mostPlaces, let place = Self.bestPlace(candidates, parts, folded) {
            let shown = Set(candidates[place.candidates].map(\.part))
            // A few pieces more of a question that is shown already would be noise.
            guard
                place.worth * 2 >= bestWorth
                    || shown.contains(where: { parts[$0].isWhole || !shownClauses.contains(parts[$0].clause) })
            else { return }
            bestWorth = max(bestWorth, place.worth)
            worth += place.worth
            cores.append(extent(of: candidates[place.candidates]))
            for part in shown {
                parts[part].isShown = true
                shownClauses.insert(parts[part].clause)
            }
            candidates.removeAll { parts[$0.part].isShown }
        }
    }

    /// From the beginning of the first mark to the end of the last, for neighbours are marked together.
    private func extent(of candidates: ArraySlice<Candidate>) -> Range<Int> {
        let range = candidates.reduce(candidates[candidates.startIndex].range) {
            $0.lowerBound..<max($0.upperBound, $1.range.upperBound)
        }
        let marks = marks(from: range.lowerBound, to: range.upperBound)
        return marks.reduce(range) { min($0.lowerBound, $1.lowerBound)..<max($0.upperBound, $1.upperBound) }
    }

    /// The marks that have something in a range of the folded text, which may reach beyond it.
    func marks(from start: Int, to end: Int) -> ArraySlice<Range<Int>> {
        marks[partition { $0.upperBound > start }..<partition { $0.lowerBound >= end }]
    }

    /// The first index whose mark, and every later one, satisfies the predicate.
    private func partition(_ isLater: (Range<Int>) -> Bool) -> Int {
        var (low, high) = (0, marks.count)
        while low < high {
            let middle = (low + high) / 2
            if isLater(marks[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The neighbouring candidates, none of them shown yet, that show most; nil when there are none.
    private static func bestPlace(
        _ candidates: [Candidate], _ parts: [Part], _ folded: FoldedText
    ) -> (candidates: Range<Int>, worth: Int)? {
        var best: (candidates: Range<Int>, worth: Int, closeness: Int)?
        var counts = [Int](repeating: 0, count: parts.count)
        var worth = 0
        var closeness = 0
        // The window slides: each candidate enters it once and leaves it once, however many lie in one place.
        var end = 0
        for first in candidates.indices {
            while end < candidates.count,
                end == first || candidates[end].range.upperBound - candidates[first].range.lowerBound <= reachBytes
            {
                let part = candidates[end].part
                if counts[part] == 0 { worth += parts[part].worth }
                counts[part] += 1
                closeness += context(of: candidates[end], folded)
                if end > first { closeness += nearness(candidates[end - 1], candidates[end]) }
                end += 1
            }
            if best.map({ (worth, closeness) > ($0.worth, $0.closeness) }) ?? true {
                best = (first..<end, worth, closeness)
            }
            let part = candidates[first].part
            counts[part] -= 1
            if counts[part] == 0 { worth -= parts[part].worth }
            closeness -= context(of: candidates[first], folded)
            if first + 1 < end { closeness -= nearness(candidates[first], candidates[first + 1]) }
        }
        return best.map { (trimmed($0.candidates, candidates, partCount: parts.count), $0.worth) }
    }

    /// 0 for a match that is a paragraph of its own: a heading shows nothing but itself.
    private static func context(of candidate: Candidate, _ folded: FoldedText) -> Int {
        func endsParagraph(_ offset: Int) -> Bool {
            !folded.bytes.indices.contains(offset) || folded.bytes[offset] == 0x1E
        }
        return endsParagraph(candidate.range.lowerBound - 1) && endsParagraph(candidate.range.upperBound) ? 0 : 1
    }

    /// How close two neighbours stand that show different parts.
    private static func nearness(_ a: Candidate, _ b: Candidate) -> Int {
        a.part == b.part ? 0 : max(0, reachBytes - max(0, b.range.lowerBound - a.range.upperBound)) / 10
    }

    /// The same without what is shown twice at the ends, the later first.
    private static func trimmed(_ window: Range<Int>, _ candidates: [Candidate], partCount: Int) -> Range<Int> {
        var counts = [Int](repeating: 0, count: partCount)
        for candidate in candidates[window] { counts[candidate.part] += 1 }
        var (start, end) = (window.lowerBound, window.upperBound)
        while counts[candidates[end - 1].part] > 1 {
            counts[candidates[end - 1].part] -= 1
            end -= 1
        }
        while counts[candidates[start].part] > 1 {
            counts[candidates[start].part] -= 1
            start += 1
        }
        return start..<end
    }
}
