/// What is known about the encodings of a file from outside the file; asked only when its bytes do not decide.
package struct EncodingHints: Sendable, Hashable {
    /// The encoding that most of the folder's other files have, among those that are not UTF-8; its IANA name.
    package var folderMajority: String?
    /// What the configuration says to try, best first; IANA names.
    package var fallbacks: [String]
    /// Whether an undecided file may be left for later, when the folder's majority is known.
    package var mayWait: Bool

    package init(folderMajority: String? = nil, fallbacks: [String] = [], mayWait: Bool = false) {
        self.folderMajority = folderMajority
        self.fallbacks = fallbacks
        self.mayWait = mayWait
    }
}
