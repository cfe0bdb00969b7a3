/// The extractor's first words: who it is and how it is confined.
package struct ExtractorHello: Sendable, Hashable {
    /// Two programs of different versions do not understand each other.
    package var version: String
    /// Whether a filter of system calls (seccomp) is in force.
    package var filtersCalls: Bool
    /// The version of Landlock that is in force; 0 for none.
    package var landlockVersion: Int

    package init(version: String, filtersCalls: Bool, landlockVersion: Int) {
        self.version = version
        self.filtersCalls = filtersCalls
        self.landlockVersion = landlockVersion
    }
}

extension ExtractorHello {
    static let longestFrameBytes = 256

    var frame: [UInt8] {
        var writer = FrameWriter()
        writer.append(version)
        writer.append(filtersCalls)
        writer.append(UInt32(landlockVersion))
        return writer.bytes
    }

    init(frame: [UInt8]) throws(ProtocolBreach) {
        var reader = FrameReader(frame)
        version = try reader.text(atMost: frame.count)
        filtersCalls = try reader.flag()
        landlockVersion = Int(try reader.number(UInt32.self))
        try reader.finish()
    }
}
