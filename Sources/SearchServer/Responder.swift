internal import NIOHTTP1
internal import Search
internal import Wire

/// Answers requests; it knows nothing of connections.
struct Responder: Sendable {
    let service: any SearchService
    let options: ServerOptions
    let started: ContinuousClock.Instant
    let metrics = Metrics()

    /// The answer to a request. Every request has one.
    func respond(to request: IncomingRequest) async -> Response {
        var endpoint: Endpoint?
        let response: Response
        do throws(RequestError) {
            let head = try request.head.get()
            let target = try RequestTarget(head.uri)
            endpoint = Endpoint(rawValue: target.path)
            guard let endpoint else { throw .unknownPath(target.path) }
            guard head.method == .GET || head.method == .HEAD else {
                throw .methodNotAllowed(head.method.rawValue, path: target.path)
            }
            response = try await answer(endpoint, target, arrival: request.arrival)
        } catch {
            response = .refusal(error)
        }
        metrics.answered(endpoint, response.status)
        return response
    }

    private func answer(
        _ endpoint: Endpoint, _ target: RequestTarget, arrival: ContinuousClock.Instant
    ) async throws(RequestError) -> Response {
        switch endpoint {
        case .search:
            return await search(try SearchParameters(target), arrival: arrival)
        case .similar:
            return await similar(try SimilarParameters(target), arrival: arrival)
        case .suggest:
            return await suggest(try SuggestParameters(target), arrival: arrival)
        case .status:
            _ = try target.values(of: [])
            return await status()
        case .health:
            _ = try target.values(of: [])
            return .text("ok")
        case .metrics:
            _ = try target.values(of: [])
            return await metricsText()
        }
    }

    private func search(_ parameters: SearchParameters, arrival: ContinuousClock.Instant) async -> Response {
        do throws(SearchError) {
            let answer = try await service.search(SearchRequest(parameters, deadline: .now + options.deadline))
            let took = arrival.duration(to: .now)
            metrics.searched(took)
            return .json(SearchResponse(answer, to: parameters.query, took: took))
        } catch {
            return failure(error)
        }
    }

    private func similar(_ parameters: SimilarParameters, arrival: ContinuousClock.Instant) async -> Response {
        do throws(SearchError) {
            let request = SimilarRequest(
                path: parameters.path, limit: parameters.limit, deadline: .now + options.deadline)
            let answer = try await service.similar(request)
            let path = DocumentPath(bytes: parameters.path).display
            return .json(SearchResponse(answer, to: path, took: arrival.duration(to: .now)))
        } catch {
            return failure(error)
        }
    }

    private func suggest(_ parameters: SuggestParameters, arrival: ContinuousClock.Instant) async -> Response {
        do throws(SearchError) {
            let request = SuggestRequest(
                text: parameters.text, limit: parameters.limit, deadline: .now + options.deadline)
            let answer = try await service.suggest(request)
            return .json(SuggestResponse(answer, to: parameters.text, took: arrival.duration(to: .now)))
        } catch {
            return failure(error)
        }
    }

    private func status() async -> Response {
        do throws(SearchError) {
            let uptime = started.duration(to: .now)
            return .json(StatusResponse(try await service.status(), version: options.version, uptime: uptime))
        } catch {
            return failure(error)
        }
    }

    private func metricsText() async -> Response {
        var status: ServedIndexStatus?
        do throws(SearchError) {
            status = try await service.status()
        } catch {
            // Metrics are wanted most when the daemon is busy: what is known without the index is told.
            if case .busy = error { metrics.refusedAsBusy() }
        }
        let text = metrics.text(status, version: options.version, uptime: started.duration(to: .now))
        return Response(status: .ok, contentType: Metrics.contentType, body: Array(text.utf8))
    }

    private func failure(_ error: SearchError) -> Response {
        if case .busy = error { metrics.refusedAsBusy() }
        return .failure(error)
    }
}
