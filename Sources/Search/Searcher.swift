internal import Analysis
internal import IndexSchema
internal import Matching
internal import Queries
internal import SystemPackage
internal import XapianIndex

/// Answers searches on one thread: parse, plan, candidates, verification on the text, snippets.
final class Searcher {
    private let live: LiveIndex
    let parser = QueryParser()
    let planner: QueryPlanner
    let queryAnalyzer: QueryAnalyzer
    let folder: TextFolder
    let pinyin: Pinyin
    let frequentCharacters: FrequentCharacters
    let guessPatience: Duration
    private let cache: DocumentCache
    private let repeats: RepeatCount

    /// How often a search is repeated because commits overtook it. Two in a row are rare; four mean something is wrong.
    private static let mostRepeats = 3

    /// - Parameters:
    ///   - cache: shared with those who search the same index.
    ///   - repeats: likewise.
    ///   - guessPatience: what guessing at a query that found nothing may take.
    init(
        folder path: FilePath, analyzer: Analyzer, synonyms: Synonyms = Synonyms(),
        cache: DocumentCache = DocumentCache(limitBytes: 0), repeats: RepeatCount = RepeatCount(),
        guessPatience: Duration = IndexSearchService.guessPatience
    ) throws(AnalysisError) {
        self.cache = cache
        self.repeats = repeats
        self.guessPatience = guessPatience
        live = LiveIndex(folder: path, fingerprint: analyzer.fingerprint)
        queryAnalyzer = try analyzer.makeQueryAnalyzer()
        planner = QueryPlanner(analyzer: queryAnalyzer, synonyms: synonyms)
        folder = try analyzer.makeFolder()
        pinyin = analyzer.pinyin
        frequentCharacters = FrequentCharacters(pinyin: analyzer.pinyin)
    }

    /// - Parameter understood: what the query means, when that is known already.
    /// - Parameter pool: of the threads that may help while they are idle.
    func answer(
        _ request: SearchRequest, understood: QueryTree? = nil, helpedBy pool: WorkerPool<Searcher>? = nil
    ) throws(SearchError) -> SearchAnswer {
        try withReader(until: request.deadline) { try answer(request, understood, $0, pool) }
    }

    /// Does work on the newest commit, and again when another overtakes it.
    func withReader<Answer>(
        until deadline: ContinuousClock.Instant, _ work: (IndexReader) throws -> Answer
    ) throws(SearchError) -> Answer {
        guard ContinuousClock.now < deadline else { throw .deadlinePassed }
        var failure: SearchError?
        for _ in 0...Self.mostRepeats {
            let reader = try live.reader()
            do {
                return try work(reader)
            } catch let error as IndexError where error.kind == .modified {
                failure = SearchError(error, reader.path)
                repeats.add()
            } catch let error as IndexError {
                throw SearchError(error, reader.path)
            } catch let error as SearchError {
                throw error
            } catch {
                throw .unreadableIndex(path: reader.path.string, detail: "\(error)")
            }
        }
        throw failure ?? .deadlinePassed
    }

    /// What reads documents of the newest commit for a request.
    func documents(_ reader: IndexReader, until deadline: ContinuousClock.Instant) -> TextReader {
        TextReader(
            index: reader, folder: folder, deadline: deadline, cache: live.commit.map { (cache, $0) })
    }

    /// What reads documents of a commit; nil when the newest is another, or cannot be read.
    func textReader(at commit: IndexCommit, until deadline: ContinuousClock.Instant) -> TextReader? {
        do throws(SearchError) {
            let reader = try live.reader()
            return live.commit == commit ? documents(reader, until: deadline) : nil
        } catch {
            // Whoever asks reads the same index, and says what is wrong.
            return nil
        }
    }

    func status(indexPath: FilePath) -> ServedIndexStatus {
        var status = ServedIndexStatus(
            indexPath: indexPath.string, watch: WatcherState.read(index: indexPath), repeatedSearches: repeats.value)
        do throws(SearchError) {
            try withReader(until: .now + .seconds(1)) { reader in
                func number(_ key: String) throws -> Int? {
                    try reader.metadata(key).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
                }
                status.documentCount = try reader.documentCount
                status.textBytes = try number(MetadataKey.textBytes)
                status.fingerprint = try reader.metadata(MetadataKey.fingerprint).map {
                    String(decoding: $0, as: UTF8.self)
                }
                status.lastCommitSeconds = try number(MetadataKey.committedSeconds).map(Int64.init)
            }
            status.generation = live.generation
            status.indexBytes = live.generation.flatMap {
                FolderSize.bytes(indexPath.appending(IndexLayout.generationName($0)))
            }
        } catch {
            status.problem = error
        }
        return status
    }

    // MARK: One search

    private func answer(
        _ request: SearchRequest, _ understood: QueryTree?, _ reader: IndexReader, _ pool: WorkerPool<Searcher>?
    ) throws -> SearchAnswer {
        var timings = Timings()
        let (tree, parserNotices) = understood.map { ($0, []) } ?? parser.parse(request.query)
        timings.end("parse")
        let plan = planner.plan(tree)
        timings.end("plan")

        var notices = parserNotices
        if plan.isEmpty, !notices.contains(.nothingToSearch) { notices.append(.nothingToSearch) }
        var answer = SearchAnswer(
            hits: [], totalLower: 0, totalEstimated: 0, totalUpper: 0,
            notices: notices.map { SearchNotice(code: $0.code, message: $0.description) })
        var documents = documents(reader, until: request.deadline)
        if let pool, let commit = live.commit { documents.idle = IdleSearchers(pool: pool, commit: commit) }
        if !plan.isEmpty {
            let search = try PlanSearch(request, plan, of: tree, documents, queryAnalyzer)
            let found = search.found
            timings.end("search")
            answer.notices += search.notices
            answer.totalLower = found.totalLower
            answer.totalEstimated = found.totalEstimated
            answer.totalUpper = found.totalUpper
            if understood == nil, found.totalUpper == 0, !found.isCutShort {
                if let suggestion = try didYouMean(request, search, reader) {
                    answer.suggestion = suggestion
                    answer.notices.append(SearchNotice(code: "did-you-mean", message: "did you mean: \(suggestion)"))
                }
                timings.end("did-you-mean")
            }
            let hits = HitBuilder(matchers: search.matchers, reader: documents)
            var areHitsComplete = true
            for (hit, isComplete) in try hits.hits(found.documents) {
                answer.hits.append(hit)
                if !isComplete { areHitsComplete = false }
            }
            if found.isCutShort {
                answer.notices.append(
                    SearchNotice(code: "deadline", message: "the deadline passed before all candidates were looked at"))
            } else if !areHitsComplete {
                answer.notices.append(
                    SearchNotice(
                        code: "deadline", message: "the deadline passed before the matches in all hits were found")
                )
            }
            timings.end("snippets")
            if !request.facets.isEmpty {
                let matches = try search.matchingDocuments()
                answer.facets = try facets(request, matches.ids, areExact: matches.isExact, documents)
                timings.end("facets")
            }
        } else {
            answer.facets = try facets(request, [], areExact: true, documents)
        }
        if request.explains {
            answer.explanation = SearchExplanation(
                tree: tree.description, plan: plan.description, timings: timings.steps)
        }
        return answer
    }

    private func facets(
        _ request: SearchRequest, _ ids: [DocumentID], areExact: Bool, _ reader: TextReader
    ) throws -> [Facet] {
        let counter = FacetCounter(reader: reader)
        let documents = DocumentSet(ids)
        return try request.facets.map { try counter.facet($0, of: documents, isExact: areExact) }
    }
}

/// How long each step took.
private struct Timings {
    private(set) var steps: [(step: String, milliseconds: Double)] = []
    private var last = ContinuousClock.now

    mutating func end(_ step: String) {
        let now = ContinuousClock.now
        steps.append((step, (now - last) / .milliseconds(1)))
        last = now
    }
}
