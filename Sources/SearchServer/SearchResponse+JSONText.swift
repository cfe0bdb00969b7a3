internal import IndexSchema
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
            text.array("hits", count: hits.count) { text, index in text.object(hits[index].write) }
            text.array("notices", count: notices.count) { text, index in
                text.object { text in
                    text.member("code", notices[index].code)
                    text.member("message", notices[index].message)
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
        text.array("snippet", count: snippet.count) { text, index in
            text.object { text in
                text.member("match", snippet[index].match)
                text.member("text", snippet[index].text)
            }
        }
        text.member("title", title)
        text.member("type", type)
        text.member("uri", uri)
    }
}
