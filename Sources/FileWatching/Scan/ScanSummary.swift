/// What a scan left out.
package struct ScanSummary: Hashable, Sendable {
    /// How many names were left out by which kind of rule; a folder counts as one, whatever is in it.
    package struct Ignored: Hashable, Sendable {
        package var hidden = 0
        /// By a `.souignore`, or by patterns of the rules.
        package var excluded = 0
        package var notIncluded = 0
        package var tooSmall = 0
        /// Symbolic links that are not followed, or lead nowhere, or to what has been found already.
        package var links = 0
        /// FIFOs, sockets and devices.
        package var special = 0
        package var otherFileSystem = 0
        /// Files of a type that is not wanted; whoever reads them counts them.
        package var otherType = 0

        package init() {}

        mutating func count(_ reason: LeftOut) {
            switch reason {
            case .hidden: hidden += 1
            case .excluded: excluded += 1
            case .notIncluded: notIncluded += 1
            case .tooSmall: tooSmall += 1
            case .link, .deadLink, .duplicate: links += 1
            case .special: special += 1
            case .otherFileSystem: otherFileSystem += 1
            // Nobody misses these, for they are the index itself or come under the rules of another folder.
            case .ownIndex, .otherFolder: break
            }
        }
    }

    package var problems: [ScanProblem] = []
    package var ignored = Ignored()

    package init() {}
}
