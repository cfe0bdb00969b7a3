/// How a text goes on in the documents that contain it, counted character by character.
///
/// Of `智能` in 智能手机 (three times), 智能手表 (twice) and 智能家居 (twice), `texts` are 手机, 手表 and 家居: what nearly always goes
/// on is taken further, and where a few continuations share a beginning, they are taken and not the beginning. What half
/// of them agree on is taken further too, for 智能家 ends within a word.
struct Continuations {
    /// A continuation and where it was seen.
    struct Count: Hashable {
        var text: [UInt8]
        var occurrences: Int
        var documents: Int
    }

    private struct Node {
        var occurrences = 0
        var documents = 0
        var lastDocument = -1
        var children: Set<[UInt8]> = []
    }

    private var nodes: [[UInt8]: Node] = [:]

    /// The longest continuation, in characters.
    static let longest = 6
    /// A text gives way to its continuations when so much of it has one of the frequent ones.
    private static let coveredShare = 0.8
    /// A continuation is a frequent one when it has so much of what it continues.
    private static let frequentShare = 0.15
    /// A continuation is taken in the place of what it continues when it has so much of it.
    private static let majority = 0.5

    /// Counts one occurrence: the units (characters, or the rest of a word as one) that follow in the document with a number.
    mutating func add(_ units: [ArraySlice<UInt8>], document: Int) {
        var text: [UInt8] = []
        for unit in units.prefix(Self.longest) {
            let parent = text
            text += unit
            nodes[text, default: Node()].occurrences += 1
            if nodes[text]?.lastDocument != document {
                nodes[text]?.lastDocument = document
                nodes[text]?.documents += 1
            }
            nodes[parent, default: Node()].children.insert(text)
        }
    }

    /// The best continuations, in the most documents first. What was seen once comes only where nothing was seen twice.
    func best(_ limit: Int) -> [Count] {
        let beginnings = nodes[[]]?.children ?? []
        let isAnythingFrequent = beginnings.contains { (nodes[$0]?.occurrences ?? 0) > 1 }
        return beginnings.flatMap { text -> [Count] in
            let count = nodes[text]?.occurrences ?? 0
            return isAnythingFrequent && count < 2 ? [] : extended(text)
        }
        .sorted { a, b in
            let (first, second) = (
                (a.documents, a.occurrences, b.text.count), (b.documents, b.occurrences, a.text.count)
            )
            return first == second ? a.text.lexicographicallyPrecedes(b.text) : first > second
        }
        .prefix(limit).map(\.self)
    }

    private func extended(_ text: [UInt8]) -> [Count] {
        guard let node = nodes[text] else { return [] }
        let frequent = node.children.filter { child in
            let count = nodes[child]?.occurrences ?? 0
            return count >= min(2, node.occurrences) && Double(count) >= Self.frequentShare * Double(node.occurrences)
        }
        let covered = frequent.reduce(0) { $0 + (nodes[$1]?.occurrences ?? 0) }
        guard !frequent.isEmpty, Double(covered) >= Self.coveredShare * Double(node.occurrences) else {
            let most = frequent.max { (nodes[$0]?.occurrences ?? 0) < (nodes[$1]?.occurrences ?? 0) }
            if let most, Double(nodes[most]?.occurrences ?? 0) >= Self.majority * Double(node.occurrences) {
                return extended(most)
            }
            return [Count(text: text, occurrences: node.occurrences, documents: node.documents)]
        }
        return frequent.flatMap(extended)
    }
}
