import FoundationEssentials
import Testing
import Wire

/// A response as a strict client reads it from the bytes of a connection.
struct ReceivedResponse: Sendable {
    var status: Int
    var version: String
    /// Names in lower case.
    var headers: [String: String]
    var body: String

    var problem: Problem {
        get throws {
            #expect(headers["content-type"] == "application/problem+json")
            let problem = try JSONDecoder().decode(Problem.self, from: Data(body.utf8))
            #expect(problem.status == status)
            return problem
        }
    }

    /// All responses in the bytes, which have to be framed to the last byte.
    ///
    /// - Parameter bodiless: the positions of answers to HEAD.
    static func all(in bytes: [UInt8], bodiless: Set<Int> = []) throws -> [ReceivedResponse] {
        var responses: [ReceivedResponse] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let end = try #require(
                rest.indices.first { rest[$0...].starts(with: "\r\n\r\n".utf8) },
                "no end of headers: \(String(decoding: rest, as: UTF8.self))")
            let lines = String(decoding: rest[..<end], as: UTF8.self).components(by: "\r\n")
            let first = lines[0].split(separator: " ")
            var headers: [String: String] = [:]
            for line in lines.dropFirst() {
                let colon = try #require(line.firstIndex(of: ":"))
                let name = line[..<colon].lowercased()
                #expect(headers[name] == nil, "\(name) twice")
                headers[name] = line[line.index(after: colon)...].drop { $0 == " " }.description
            }
            let length = try #require(Int(headers["content-length"] ?? ""))
            let body = rest[(end + 4)...].prefix(bodiless.contains(responses.count) ? 0 : length)
            if !bodiless.contains(responses.count) { #expect(body.count == length) }
            responses.append(
                ReceivedResponse(
                    status: try #require(Int(first[1])), version: String(first[0]), headers: headers,
                    body: String(decoding: body, as: UTF8.self)))
            rest = rest[body.endIndex...]
        }
        return responses
    }
}

extension String {
    fileprivate func components(by separator: String) -> [String] {
        var parts: [String] = []
        var rest = Substring(self)
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
