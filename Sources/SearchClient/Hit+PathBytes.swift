package import Wire
internal import URIs

extension Hit {
    /// The exact bytes of the path, which need not be UTF-8, out of `uri`.
    ///
    /// Throws: `MalformedResponse.fileURI` when `uri` is not `file://` and an absolute path, percent-encoded, or has a
    /// NUL, which no path has.
    package var pathBytes: [UInt8] {
        get throws(MalformedResponse) {
            let scheme = "file://"
            guard uri.hasPrefix(scheme), let bytes = PercentEncoding.decoded(uri.dropFirst(scheme.count)),
                bytes.first == UInt8(ascii: "/"), !bytes.contains(0)
            else { throw .fileURI(uri) }
            return bytes
        }
    }
}
