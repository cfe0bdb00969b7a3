/// Something about a file that was indexed which its owner should hear.
package struct FileNotice: Hashable, Sendable {
    /// In bytes.
    package var path: [UInt8]
    /// A sentence without the file's name.
    package var message: String

    package init(path: [UInt8], message: String) {
        self.path = path
        self.message = message
    }
}
