/// A way to write YAML that front matter does not need and a parser can be brought down with, told before parsing.
enum YAMLTrait: String {
    /// An alias repeats what its anchor names; a few lines of them stand for gigabytes.
    case alias = "it has YAML aliases"
    /// The parser calls itself for each level.
    case deepNesting = "it is nested too deeply"

    private static let depthLimit = 32

    /// The first such trait of the text, nil when it has none. Quotes are not understood, so this can find one where the
    /// parser would not: an anchor and an alias, or 33 open brackets, that stand inside of strings.
    init?(of yaml: ArraySlice<UInt8>) {
        var hasAnchor = false
        var hasAlias = false
        var brackets = 0
        var indicators = 0
        var before = UInt8(ascii: "\n")
        for (byte, after) in zip(yaml, Array(yaml.dropFirst()) + [0x0A]) {
            let startsWord =
                before <= 0x20 || before == UInt8(ascii: "[") || before == UInt8(ascii: ",")
                || before == UInt8(ascii: "{") || before == UInt8(ascii: ":")
            switch byte {
            case UInt8(ascii: "&") where startsWord && after > 0x20: hasAnchor = true
            case UInt8(ascii: "*") where startsWord && after > 0x20: hasAlias = true
            case UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): brackets = max(0, brackets - 1)
            case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
                if before <= 0x20, after <= 0x20 { indicators += 1 }
            case UInt8(ascii: "\n"): indicators = 0
            default: break
            }
            if hasAnchor && hasAlias {
                self = .alias
                return
            }
            if brackets > Self.depthLimit || indicators > Self.depthLimit {
                self = .deepNesting
                return
            }
            before = byte
        }
        return nil
    }
}
