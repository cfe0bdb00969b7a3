/// A file, or a folder, that did not become part of the index. It spoils nothing else.
package struct SkippedFile: Hashable, Sendable {
    /// In bytes.
    package var path: [UInt8]
    /// A sentence without the file's name, such as "the file has vanished".
    package var reason: String

    package init(path: [UInt8], reason: String) {
        self.path = path
        self.reason = reason
    }
}
