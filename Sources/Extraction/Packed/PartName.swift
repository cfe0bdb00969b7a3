/// The names of the parts of a packed document.
enum PartName {
    /// `slide2.xml` before `slide10.xml`.
    static func isBefore(_ one: String, _ other: String) -> Bool {
        let keys = [one, other].map { name in (Int(name.filter { ("0"..."9").contains($0) }.suffix(9)) ?? 0, name) }
        return keys[0] < keys[1]
    }

    /// What a relative reference in the part `base` names: without a fragment, unescaped, and with its dots resolved.
    static func resolve(_ reference: String, in base: String) -> String {
        let path = unescaped(reference.prefix { $0 != "#" && $0 != "?" })
        var steps = path.hasPrefix("/") ? [] : base.split(separator: "/").dropLast().map(String.init)
        for step in path.split(separator: "/") {
            switch step {
            case ".": break
            case "..": _ = steps.popLast()
            default: steps.append(String(step))
            }
        }
        return steps.joined(separator: "/")
    }

    /// With the bytes that are written as `%E4`.
    static func unescaped(_ text: some StringProtocol) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest.removeFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
