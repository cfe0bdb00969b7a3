internal import NIOHTTP1
internal import Search
internal import Wire

/// Answers requests; it knows nothing of connections.
struct Responder: Sendable {
    let service: any SearchService
    let options: ServerOptions
    let started: ContinuousClock.Instant

    /// The answer to a request. Every request has one.
    func respond(to request: IncomingRequest) async -> Response {
        do throws(RequestError) {
            let head = try request.head.get()
            let target = try RequestTarget(head.uri)
            guard let endpoint = Endpoint(rawValue: target.path) else { throw .unknownPath(target.path) }
            guard head.method == .GET || head.method == .HEAD else {
                throw .methodNotAllowed(head.method.rawValue, path: target.path)
            }
            switch endpoint {
            case .search:
                return await search(try SearchParameters(target), arrival: request.arrival)
            case .status:
                _ = try target.values(of: [])
                return await status()
            case .health:
                _ = try target.values(of: [])
                return .text("ok")
            }
        } catch {
            return .refusal(error)
        }
    }

    private func search(_ parameters: SearchParameters, arrival: ContinuousClock.Instant) async -> Response {
        do throws(SearchError) {
            let answer = try await service.search(SearchRequest(parameters, deadline: .now + options.deadline))
            return .json(SearchResponse(answer, to: parameters.query, took: arrival.duration(to: .now)))
        } catch {
            return .failure(error)
        }
    }

    private func status() async -> Response {
        do throws(SearchError) {
            let uptime = started.duration(to: .now)
            return .json(StatusResponse(try await service.status(), version: options.version, uptime: uptime))
        } catch {
            return .failure(error)
        }
    }
}
