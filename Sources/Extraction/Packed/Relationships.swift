/// What a part of an Office Open XML document refers to.
struct Relationships {
    /// The part that lists those of `part`.
    static func name(for part: String) -> String {
        let steps = part.split(separator: "/")
        return (steps.dropLast() + ["_rels", (steps.last ?? "") + ".rels"]).joined(separator: "/")
    }

    /// In the order of the list: its id, the last word of its type, and the part's name.
    let all: [(id: String, type: String, target: String)]

    init(_ bytes: [UInt8]?, of part: String, in context: ReadingContext) {
        let handler = Handler(part: part)
        if let bytes { _ = XMLScanner.scan(bytes, in: context, into: handler) }
        all = handler.all
    }

    private final class Handler: XMLHandler {
        let part: String
        var all: [(id: String, type: String, target: String)] = []

        init(part: String) {
            self.part = part
        }

        func start(_ name: XMLName, _ attributes: XMLAttributes) {
            guard name == "Relationship", attributes["TargetMode"] != "External", let id = attributes["Id"],
                let type = attributes["Type"], let target = attributes["Target"]
            else { return }
            all.append((id, String(type.split(separator: "/").last ?? ""), PartName.resolve(target, in: part)))
        }

        func end(_ name: XMLName) {}
        func characters(_ piece: UnsafeBufferPointer<UInt8>) {}
    }
}
