internal import Wire

extension SearchResponse {
    /// The bytes that `JSONEncoder` with sorted keys and plain slashes gives.
    ///
    /// - Parameter encode: that encoder; it writes the parts that only few answers have.
    ///
    /// Throws: what the encoder throws, also of an answer that JSON cannot hold.
    func json(_ encode: (any Encodable) throws -> [UInt8]) rethrows -> [UInt8] {
        let explanation = try explanation.map(encode)
        let facets = try facets.map(encode)
        var text = JSONText(reserving: 1024 * (hits.count + 1))
        text.object { text in
            if let explanation { text.member("explain", json: explanation) }
            if let facets { text.member("facets", json: facets) }
            text.array("hits", hits) { text, hit in text.object(hit.write) }
            text.array("notices", notices) { text, notice in
                text.object { text in
                    text.member("code", notice.code)
                    text.member("message", notice.message)
                }
            }
            text.member("query", query)
            text.member("suggestion", suggestion)
            text.member("took_ms", tookMilliseconds)
            text.member("total") { text in
                text.member("estimated", total.estimated)
                text.member("lower", total.lower)
                text.member("upper", total.upper)
            }
        }
        return text.isValid ? text.bytes : try encode(self)
    }
}

extension Hit {
    fileprivate func write(to text: inout JSONText) {
        text.member("author", author)
        text.member("date", date)
        text.member("encoding", encoding)
        text.member("encoding_confidence", encodingConfidence)
        text.member("exact", exact)
        text.member("line", line)
        text.member("page", page)
        text.member("partial", partial)
        text.member("path", path)
        text.member("score", score)
        text.member("size", size)
        text.array("snippet", snippet) { text, piece in
            text.object { text in
                text.member("match", piece.match)
                text.member("text", piece.text)
            }
        }
        text.member("title", title)
        text.member("type", type)
        text.member("uri", uri)
    }
}
