import Foundation
import SystemPackage
import TestSupport

/// Documents, queries, and which document answers which query.
struct RetrievalSet {
    struct Document: Decodable {
        var id: String
        var title: String
        var text: String
    }

    struct Query {
        var id: String
        var text: String
    }

    var name: String
    var documents: [Document]
    /// Those that have an answer.
    var queries: [Query]
    /// By a query's ID, the IDs of the documents that answer it.
    var answers: [String: Set<String>]
}

extension RetrievalSet {
    /// Reads a set's three files.
    ///
    /// Throws: `EvaluationFailure`.
    init(folder: String) throws {
        name = URL(fileURLWithPath: folder).lastPathComponent
        documents = try Self.lines(of: "\(folder)/docs.jsonl").map { line in
            do {
                return try JSONDecoder().decode(Document.self, from: Data(line.utf8))
            } catch {
                throw EvaluationFailure(description: "cannot read '\(folder)/docs.jsonl': \(error)")
            }
        }
        answers = [:]
        for (query, document) in try Self.pairs(of: "\(folder)/qrels.tsv") {
            answers[query, default: []].insert(document)
        }
        queries = try Self.pairs(of: "\(folder)/queries.tsv").map { Query(id: $0, text: $1) }
        queries.removeAll { answers[$0.id] == nil }
        guard !documents.isEmpty, !queries.isEmpty else {
            throw EvaluationFailure(
                description: "cannot evaluate '\(folder)': it holds no documents, or no query with an answer")
        }
    }

    /// The names of the sets in a folder.
    ///
    /// Throws: `EvaluationFailure`.
    static func names(in folder: String) throws -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder).sorted().filter {
            FileManager.default.fileExists(atPath: "\(folder)/\($0)/docs.jsonl")
        }
        guard let names, !names.isEmpty else {
            throw EvaluationFailure(
                description: "cannot evaluate '\(folder)': there is no set in it, a folder with docs.jsonl; see --help")
        }
        return names
    }

    /// Unpacks the project's sets and returns the folder they are in.
    ///
    /// Throws: `EvaluationFailure`, `ChildProcess.Failure`.
    static func unpackedSets(into scratch: FilePath) throws -> String {
        guard let archive = SharedFolder.path("data/retrieval.tar.xz") else {
            throw EvaluationFailure(
                description: "cannot find data/retrieval.tar.xz beside the checkout; name a folder of sets with --data")
        }
        let tar = try ChildProcess(
            "/bin/tar", ["-xJf", archive, "-C", scratch.string], environment: ["PATH": "/usr/bin:/bin"], in: scratch)
        let result = try tar.wait()
        guard result.status == 0 else {
            throw EvaluationFailure(description: "cannot unpack '\(archive)': \(result.error)")
        }
        return scratch.appending("retrieval").string
    }

    private static func lines(of path: String) throws -> [Substring] {
        do {
            return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        } catch {
            throw EvaluationFailure(description: "cannot read '\(path)': \(error)")
        }
    }

    private static func pairs(of path: String) throws -> [(String, String)] {
        try lines(of: path).map { line in
            let fields = line.split(separator: "\t", maxSplits: 1)
            guard fields.count == 2 else {
                throw EvaluationFailure(description: "cannot read '\(path)': a line has no tab: \(line)")
            }
            return (String(fields[0]), String(fields[1]))
        }
    }
}

extension RetrievalSet {
    /// The same with at most so many queries, evenly chosen.
    func sampled(_ count: Int) -> RetrievalSet {
        guard count < queries.count else { return self }
        var set = self
        set.queries = (0..<count).map { queries[$0 * queries.count / count] }
        return set
    }

    /// The same with 1 to 13 documents in random order glued to one, as RANKING.md's long documents are.
    func glued() -> RetrievalSet {
        var random = SeededRandom(seed: 13)
        var rest = documents.shuffled(using: &random)[...]
        var set = self
        set.name += ", long"
        set.documents = []
        var homes: [String: String] = [:]
        while !rest.isEmpty {
            let parts = rest.prefix(Int.random(in: 1...13, using: &random))
            rest = rest.dropFirst(parts.count)
            let id = "long-\(set.documents.count)"
            for part in parts { homes[part.id] = id }
            let body = parts.map { $0.title.isEmpty ? $0.text : "\($0.title)\n\n\($0.text)" }
            set.documents.append(Document(id: id, title: "", text: body.joined(separator: "\n\n")))
        }
        set.answers = answers.mapValues { Set($0.compactMap { homes[$0] }) }
        return set
    }
}
