internal import IndexSchema
internal import Search
internal import Wire

// What the index says in the words of the wire, and back; the two know nothing of each other.

extension SearchRequest {
    init(_ parameters: SearchParameters, deadline: ContinuousClock.Instant) {
        let sort: Sort =
            switch parameters.sort {
            case .relevance: .relevance
            case .date: .oldestFirst
            case .newestFirst: .newestFirst
            case .path: .path
            case .size: .smallestFirst
            case .largestFirst: .largestFirst
            }
        let match: Match =
            switch parameters.match {
            case .all: .all
            case .any: .any
            }
        self.init(
            query: parameters.query, limit: parameters.limit, offset: parameters.offset, sort: sort, match: match,
            countsExactly: parameters.countsExactly, facets: parameters.facets.map(Search.Facet.Field.init),
            explains: parameters.explains, deadline: deadline)
    }
}

extension SearchResponse {
    init(_ answer: SearchAnswer, to query: String, took: Duration) {
        self.init(
            query: query,
            total: Total(lower: answer.totalLower, estimated: answer.totalEstimated, upper: answer.totalUpper),
            hits: answer.hits.map(Hit.init),
            notices: answer.notices.map { Notice(code: $0.code, message: $0.message) },
            facets: answer.facets.isEmpty ? nil : Self.facets(answer.facets),
            suggestion: answer.suggestion, tookMilliseconds: took.milliseconds,
            explanation: answer.explanation.map(Explanation.init))
    }
}

extension SearchResponse {
    private static func facets(_ facets: [Search.Facet]) -> [String: Wire.Facet] {
        var byName: [String: Wire.Facet] = [:]
        for facet in facets {
            let values = facet.values.map { Wire.Facet.Value(value: $0.value, count: $0.count) }
            byName[SearchParameters.Facet(facet.field).rawValue] = Wire.Facet(values: values, exact: facet.isExact)
        }
        return byName
    }
}

extension Search.Facet.Field {
    fileprivate init(_ facet: SearchParameters.Facet) {
        switch facet {
        case .author: self = .author
        case .tag: self = .tag
        case .type: self = .type
        case .year: self = .year
        }
    }
}

extension SearchParameters.Facet {
    fileprivate init(_ field: Search.Facet.Field) {
        switch field {
        case .author: self = .author
        case .tag: self = .tag
        case .type: self = .type
        case .year: self = .year
        }
    }
}

extension Hit {
    init(_ hit: SearchHit) {
        let path = DocumentPath(bytes: hit.path)
        // UTF-8 says nothing.
        let encoding = hit.encoding.flatMap { ["UTF-8", "US-ASCII"].contains($0) ? nil : $0 }
        self.init(
            path: path.display, uri: path.uri, title: hit.title, author: hit.author,
            date: hit.dateSeconds.flatMap(Timestamp.text), type: hit.type, size: hit.sizeBytes,
            encoding: encoding, encodingConfidence: encoding == nil ? nil : hit.encodingConfidence, line: hit.line,
            page: hit.page, score: hit.score, exact: hit.isExact ? true : nil, partial: hit.isPartial ? true : nil,
            snippet: hit.snippet.map { SnippetPiece(text: $0.text, match: $0.isMatch ? true : nil) })
    }
}

extension Explanation {
    init(_ explanation: SearchExplanation) {
        self.init(
            tree: explanation.tree, plan: explanation.plan,
            timings: explanation.timings.map { Timing(step: $0.step, milliseconds: $0.milliseconds) })
    }
}

extension StatusResponse {
    init(_ status: ServedIndexStatus, version: String, uptime: Duration) {
        let state: State =
            switch status.problem {
            case nil: .ready
            case .noIndex: .noIndex
            default: .unusable
            }
        let problem = status.problem.map { problem in
            problem.remedy.map { "\(problem); \($0)" } ?? problem.description
        }
        self.init(
            state: state, problem: problem, version: version, index: status.indexPath,
            documents: status.documentCount, textBytes: status.textBytes, indexBytes: status.indexBytes,
            generation: status.generation, fingerprint: status.fingerprint,
            lastCommit: status.lastCommitSeconds.flatMap(Timestamp.text), uptimeSeconds: uptime.milliseconds / 1000,
            watch: status.watch.map(Watch.init))
    }
}

extension StatusResponse.Watch {
    init(_ watch: WatcherState) {
        let state: State =
            switch watch.activity {
            case .watching: .watching
            case .updating: .updating
            case .building: .building
            case .waiting: .waiting
            }
        self.init(
            state: state, processID: watch.processID, backlog: watch.backlog, watchedFolders: watch.watchedFolders,
            unwatchedFolders: watch.unwatchedFolders, problems: watch.problems, documents: watch.documents,
            lastUpdate: watch.updatedSeconds.flatMap(Timestamp.text))
    }
}

extension Duration {
    /// To the microsecond; finer digits would be noise in the JSON.
    var milliseconds: Double {
        (self / .microseconds(1)).rounded() / 1000
    }
}
