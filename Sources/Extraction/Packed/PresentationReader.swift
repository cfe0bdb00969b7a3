internal import Documents

/// Reads the parts of a presentation (PPTX): the slides in the order they are shown, each with its notes.
enum PresentationReader {
    static func body(of parts: OfficeParts) -> Body {
        let order = SlideOrderHandler()
        _ = parts.scan(parts.main, into: order)
        let relationships = parts.relationships(of: parts.main)
        let targets = Dictionary(relationships.all.map { ($0.id, $0.target) }, uniquingKeysWith: { first, _ in first })
        var slides = order.ids.compactMap { targets[$0] }
        if slides.isEmpty { slides = parts.names("slides/slide") }
        // Each once: a list of 100,000 slides that are one and the same would make 100,000 of its text.
        var read: Set<String> = []
        slides = slides.filter { read.insert($0).inserted }

        let handler = DrawingHandler()
        var offsets: [Int] = []
        for slide in slides {
            handler.finishPart()
            offsets.append(handler.text.bytes.count)
            _ = parts.scan(slide, into: handler)
            for related in parts.relationships(of: slide).all {
                guard ["notesSlide", "diagramData", "comments"].contains(related.type),
                    read.insert(related.target).inserted
                else { continue }
                handler.finishPart()
                _ = parts.scan(related.target, into: handler)
            }
        }
        return Body(text: handler.text.bytes, places: .pages(handler.text.lines(ofParts: offsets)))
    }

    private final class SlideOrderHandler: XMLHandler {
        private(set) var ids: [String] = []

        func start(_ name: XMLName, _ attributes: XMLAttributes) {
            guard name == "sldId", let id = attributes["id", namespaceEnd: "/relationships"] else { return }
            ids.append(id)
        }

        func end(_ name: XMLName) {}
        func characters(_ piece: UnsafeBufferPointer<UInt8>) {}
    }
}
