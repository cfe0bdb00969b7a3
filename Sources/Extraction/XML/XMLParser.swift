internal import CLibXML2

/// Runs libxml2's XML parser over UTF-8 and hands its events to a handler.
///
/// Neither the network nor other files are asked, and entities that the document declares are not kept: a reference to
/// one stands for nothing, so that none can grow. libxml2 stops at elements nested deeper than 256 by itself.
enum XMLParser {
    /// Parses `xml`, whose lines end with "\n".
    ///
    /// Returns how much of it was read when it is not well-formed; nil when all was.
    static func parse(_ xml: UnsafeBufferPointer<UInt8>, into handler: XMLTextHandler) -> Int? {
        precondition(xml.count <= Int(Int32.max), "libxml2 takes up to 2 GiB")
        LibXML2.initialize()
        // libxml2 makes no parser for nothing.
        guard !xml.isEmpty else { return nil }
        return Run(handler: handler).parse(xml)
    }

    /// One parser from its start to its end, as the callbacks see it.
    private final class Run {
        let handler: XMLTextHandler
        var context: xmlParserCtxtPtr?
        /// Where the parser was at the last event.
        private var consumed = 0

        init(handler: XMLTextHandler) {
            self.handler = handler
        }

        var line: Int { Int(context?.pointee.input?.pointee.line ?? 1) }

        func parse(_ xml: UnsafeBufferPointer<UInt8>) -> Int? {
            xml.withMemoryRebound(to: CChar.self) { bytes in
                guard let context = xmlCreateMemoryParserCtxt(bytes.baseAddress, Int32(bytes.count)) else {
                    // Only when there is no memory, in which case Swift traps as well.
                    fatalError("cannot parse XML: libxml2 has no memory for a parser")
                }
                defer { xmlFreeParserCtxt(context) }
                let options = [XML_PARSE_NOERROR, XML_PARSE_NOWARNING, XML_PARSE_NONET, XML_PARSE_IGNORE_ENC]
                xmlCtxtUseOptions(context, Int32(bitPattern: options.reduce(0) { $0 | $1.rawValue }))
                // The bytes are UTF-8 whatever the declaration says that they were.
                context.pointee.charset = Int32(XML_CHAR_ENCODING_UTF8.rawValue)
                // An entity that is not declared, such as HTML's `&nbsp;`, is then no error but an event.
                context.pointee.hasPErefs = 1
                context.pointee.sax.pointee = Self.callbacks
                context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
                self.context = context
                xmlParseDocument(context)
                self.context = nil
                return context.pointee.wellFormed == 1 ? nil : consumed
            }
        }

        private func took() {
            if let context { consumed = max(consumed, Int(xmlByteConsumed(context))) }
        }

        private static func run(_ pointer: UnsafeMutableRawPointer?) -> Run? {
            pointer.map { Unmanaged<Run>.fromOpaque($0).takeUnretainedValue() }
        }

        private static var callbacks: xmlSAXHandler {
            var callbacks = xmlSAXHandler()
            callbacks.initialized = 1
            callbacks.startElement = { pointer, name, attributes in
                guard let run = Run.run(pointer), let name else { return }
                run.handler.start(name, HTMLAttributes(attributes), line: run.line)
                run.took()
            }
            callbacks.endElement = { pointer, name in
                guard let run = Run.run(pointer), name != nil else { return }
                run.handler.end()
                run.took()
            }
            callbacks.characters = { pointer, bytes, count in
                guard let run = Run.run(pointer) else { return }
                run.handler.characters(UnsafeBufferPointer(start: bytes, count: Int(count)), line: run.line)
                run.took()
            }
            callbacks.ignorableWhitespace = callbacks.characters
            callbacks.cdataBlock = callbacks.characters
            callbacks.reference = { pointer, name in
                guard let run = Run.run(pointer), let name else { return }
                run.handler.reference(htmlEntityLookup(name).map { $0.pointee.value }, line: run.line)
                run.took()
            }
            return callbacks
        }
    }
}
