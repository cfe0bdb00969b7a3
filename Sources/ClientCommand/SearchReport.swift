internal import FoundationEssentials
internal import SearchClient
internal import Wire

/// Turns the daemon's answer into what is printed.
struct SearchReport {
    let messages: Messages
    let style: Style
    let onTerminal: Bool

    /// The output in a format, the remarks that go with it, and the verdict.
    ///
    /// Throws: `MalformedResponse.fileURI` when a path is asked for and there is none; `CommandFailure.inexactCount`.
    func result(
        _ answer: ClientAnswer<SearchResponse>, of request: SearchParameters, as format: OutputFormat
    ) throws -> CommandResult {
        let response = answer.value
        // A page of no hits finds something when there is something; a page beyond the last hit does not, so that a
        // script that turns pages comes to an end.
        let isFound = request.limit == 0 ? response.total.estimated > 0 : !response.hits.isEmpty
        var result = CommandResult(output: [], status: isFound ? .success : .negative)
        switch format {
        case .json:
            result.output = Self.line(answer.body)
            // Notices and explanation are in the object.
            return result
        case .jsonLines:
            result.output = try Self.jsonLines(response.hits)
        case .paths(let terminator):
            for hit in response.hits { result.output += try hit.pathBytes + [terminator] }
        case .count:
            let total = response.total
            guard total.lower == total.upper else {
                throw CommandFailure.inexactCount(lower: total.lower, upper: total.upper)
            }
            result.output = Array("\(total.lower)\n".utf8)
        case .people:
            result.output = Array(people(response, offset: request.offset).utf8)
        }
        var remarks = response.notices.map { notice in
            notice.code == "did-you-mean" && response.suggestion != nil
                ? messages.didYouMean(response.suggestion ?? "") : messages.notice(notice)
        }
        // Where the output is for programs, facets and the explanation are no part of it.
        if format != .people { remarks += facets(response) + explanation(response) }
        result.remarks = Array(remarks.map { TerminalText.line($0) + "\n" }.joined().utf8)
        return result
    }

    /// A JSON object as it came, ended by one newline.
    static func line(_ body: [UInt8]) -> [UInt8] {
        body.last == UInt8(ascii: "\n") ? body : body + [UInt8(ascii: "\n")]
    }

    private static func jsonLines(_ hits: [Hit]) throws -> [UInt8] {
        let encoder = JSONEncoder()
        // Sorted, because the order would otherwise change from run to run.
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try hits.flatMap { try encoder.encode($0) + [UInt8(ascii: "\n")] }
    }
}

extension SearchReport {
    /// The hits with a blank line between them, then the facets, then the explanation, then on a terminal a line that sums up.
    private func people(_ response: SearchResponse, offset: Int) -> String {
        var blocks = response.hits.map(block)
        let facets = facets(response).map { TerminalText.line($0) + "\n" }
        if !facets.isEmpty { blocks.append(facets.joined()) }
        let explanation = explanation(response).map { style.dim(TerminalText.line($0)) + "\n" }
        if !explanation.isEmpty { blocks.append(explanation.joined()) }
        if onTerminal { blocks.append(style.dim(messages.summary(response, offset: offset)) + "\n") }
        return blocks.joined(separator: "\n")
    }

    private func block(_ hit: Hit) -> String {
        let place = TerminalText.path(hit.path) + messages.place(line: hit.line, page: hit.page)
        // A date is shown without its time, which few documents have.
        let details = [hit.date.map { String($0.prefix(10)) }, hit.type, hit.partial == true ? messages.partial : nil]
        let detail = TerminalText.line(details.compactMap(\.self).joined(separator: "  "))
        let snippet = zip(hit.snippet, TerminalText.line(hit.snippet.map(\.text))).map { piece, text in
            piece.match == true ? style.match(text) : text
        }
        return [
            style.title(TerminalText.line(hit.title)), "\(place)  \(style.dim(detail))", snippet.joined(),
        ].filter { !$0.isEmpty }.map { $0 + "\n" }.joined()
    }

    /// A line for each field, in the order in which the fields are always told.
    private func facets(_ response: SearchResponse) -> [String] {
        SearchParameters.Facet.allCases.compactMap { field in
            response.facets?[field.rawValue].map { messages.facet(field, $0) }
        }
    }

    private func explanation(_ response: SearchResponse) -> [String] {
        guard let explanation = response.explanation else { return [] }
        let timings = explanation.timings.map { "\($0.step) \(Quantity.decimal($0.milliseconds, places: 3)) ms" }
        return [
            messages.queryTree(explanation.tree), messages.queryPlan(explanation.plan),
            messages.timings(timings.joined(separator: ", ")),
        ]
    }
}
