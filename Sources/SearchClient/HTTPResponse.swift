/// One whole answer: the status, the two headers that matter here, and the body without its framing.
package struct HTTPResponse: Hashable, Sendable {
    /// 200 to 599; an interim answer never becomes a response.
    package var status: Int
    /// The media type in lower case, without parameters; empty when the header is absent.
    package var contentType: String
    package var body: [UInt8]
}
