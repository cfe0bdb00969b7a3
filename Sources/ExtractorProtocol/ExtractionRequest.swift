package import Documents

/// What the extractor is asked for one file; the file itself goes with it as an open descriptor.
package struct ExtractionRequest: Sendable, Hashable {
    /// The file's path in bytes; it is never opened, only its name is read.
    package var name: [UInt8]
    /// The file's size; no more than that is read of it.
    package var sizeBytes: Int
    /// How long it may compute; whoever asks waits no longer either.
    package var maxSeconds: Int
    package var hints: EncodingHints
    package var limits: ExtractionLimits

    package init(
        name: [UInt8], sizeBytes: Int, maxSeconds: Int = 60, hints: EncodingHints = EncodingHints(),
        limits: ExtractionLimits = ExtractionLimits()
    ) {
        self.name = name
        self.sizeBytes = sizeBytes
        self.maxSeconds = maxSeconds
        self.hints = hints
        self.limits = limits
    }
}

extension ExtractionRequest {
    /// More than a path may have, and every encoding that ICU knows.
    static let longestFrameBytes = 1 << 20

    var frame: [UInt8] {
        var writer = FrameWriter()
        writer.append(name)
        writer.append(UInt64(sizeBytes))
        writer.append(UInt32(maxSeconds))
        writer.append(optional: hints.folderMajority) { $0.append($1) }
        writer.append(hints.fallbacks)
        writer.append(hints.mayWait)
        writer.append(UInt64(limits.textBytes))
        writer.append(UInt64(limits.unpackedBytes))
        writer.append(UInt32(limits.nesting))
        return writer.bytes
    }

    init(frame: [UInt8]) throws(ProtocolBreach) {
        var reader = FrameReader(frame)
        name = try reader.field(atMost: frame.count)
        sizeBytes = Int(clamping: try reader.number(UInt64.self))
        maxSeconds = Int(try reader.number(UInt32.self))
        hints = EncodingHints(
            folderMajority: try reader.optional { reader throws(ProtocolBreach) in try reader.text(atMost: frame.count)
            },
            fallbacks: try reader.texts(atMost: frame.count, ofBytes: frame.count), mayWait: try reader.flag())
        limits = ExtractionLimits(
            textBytes: Int(clamping: try reader.number(UInt64.self)),
            unpackedBytes: Int(clamping: try reader.number(UInt64.self)), nesting: Int(try reader.number(UInt32.self)))
        try reader.finish()
    }
}
