/// The types of the parts of an Office Open XML document, as its own list has them.
struct ContentTypes {
    static let name = "[Content_Types].xml"

    /// By the part's name without a leading slash; parts that are named one by one only.
    let types: [String: String]

    init(_ bytes: [UInt8], in context: ReadingContext) {
        let handler = Handler()
        if !bytes.isEmpty { _ = XMLScanner.scan(bytes, in: context, into: handler) }
        types = handler.types
    }

    /// The parts whose type ends so, in the order of the numbers in their names.
    func parts(_ typeEnd: String) -> [String] {
        types.filter { $0.value.hasSuffix(typeEnd) }.keys.sorted(by: PartName.isBefore)
    }

    private final class Handler: XMLHandler {
        var types: [String: String] = [:]

        func start(_ name: XMLName, _ attributes: XMLAttributes) {
            guard name == "Override", let part = attributes["PartName"], let type = attributes["ContentType"] else {
                return
            }
            types[part.hasPrefix("/") ? String(part.dropFirst()) : part] = type
        }

        func end(_ name: XMLName) {}
        func characters(_ piece: UnsafeBufferPointer<UInt8>) {}
    }
}
