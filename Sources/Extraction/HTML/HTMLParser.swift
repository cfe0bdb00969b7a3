internal import CLibXML2

/// Runs libxml2's HTML parser over UTF-8 and hands its events to a handler.
enum HTMLParser {
    /// Parses `html`, whose lines end with "\n". Nothing is an error: whatever comes is read as HTML somehow.
    static func parse(_ html: UnsafeBufferPointer<UInt8>, into handler: HTMLTextHandler) {
        precondition(html.count <= Int(Int32.max), "libxml2 takes up to 2 GiB")
        LibXML2.initialize()
        var rest = html
        var line = 0
        // One turn, but for documents that are nested absurdly deep: those are read on with a parser that knows nothing
        // of the open elements, so that no end tag is looked for in 100,000 of them.
        var windowBytes = html.count
        while !rest.isEmpty {
            let window = window(of: rest, limitBytes: windowBytes)
            let run = Run(handler: handler, linesBefore: line)
            let parsed = run.parse(window)
            if !run.isStopped, window.count == rest.count { return }
            // libxml2 copies what it is given, so a parser behind a stop is not given all the rest: 25 MB of nothing but
            // start tags took 90 seconds. One that is not stopped is followed by one with twice as much.
            windowBytes = run.isStopped ? windowBytesBehindStop : 2 * windowBytes
            let consumed = run.isStopped ? max(1, parsed) : window.count
            line += rest.prefix(consumed).count { $0 == 0x0A }
            rest = UnsafeBufferPointer(rebasing: rest.dropFirst(consumed))
            handler.restart()
        }
    }

    private static let windowBytesBehindStop = 64 * 1024

    /// The beginning of some HTML, up to a tag's beginning within the limit, so that no tag is cut; all of it when there
    /// is none.
    private static func window(
        of html: UnsafeBufferPointer<UInt8>, limitBytes: Int
    ) -> UnsafeBufferPointer<UInt8> {
        guard limitBytes < html.count, let end = html[1..<limitBytes].lastIndex(of: UInt8(ascii: "<")) else {
            return html
        }
        return UnsafeBufferPointer(rebasing: html[..<end])
    }

    /// One parser from its start to its end, as the callbacks see it.
    private final class Run {
        let handler: HTMLTextHandler
        let linesBefore: Int
        var context: htmlParserCtxtPtr?
        var isStopped = false
        private var consumed = 0

        init(handler: HTMLTextHandler, linesBefore: Int) {
            self.handler = handler
            self.linesBefore = linesBefore
        }

        var line: Int {
            linesBefore + Int(context?.pointee.input?.pointee.line ?? 1)
        }

        /// Returns how many bytes were read before the parser was stopped.
        func parse(_ html: UnsafeBufferPointer<UInt8>) -> Int {
            html.withMemoryRebound(to: CChar.self) { bytes in
                guard let context = htmlCreateMemoryParserCtxt(bytes.baseAddress, Int32(bytes.count)) else {
                    // Only when there is no memory, in which case Swift traps as well.
                    fatalError("cannot parse HTML: libxml2 has no memory for a parser")
                }
                defer { htmlFreeParserCtxt(context) }
                let options = [
                    HTML_PARSE_RECOVER, HTML_PARSE_NOERROR, HTML_PARSE_NOWARNING, HTML_PARSE_NONET,
                    HTML_PARSE_NODEFDTD, HTML_PARSE_IGNORE_ENC,
                ]
                htmlCtxtUseOptions(context, Int32(options.reduce(0) { $0 | $1.rawValue }))
                // A page keeps the `meta charset` it had before it was recoded; the bytes are UTF-8 whatever it says.
                context.pointee.charset = Int32(XML_CHAR_ENCODING_UTF8.rawValue)
                context.pointee.sax.pointee = Self.callbacks
                context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
                self.context = context
                htmlParseDocument(context)
                self.context = nil
                return consumed
            }
        }

        /// Ends the parser behind the start tag at hand when elements are nested too deep.
        func stopIfTooDeep() {
            guard handler.isTooDeep, let context, let cursor = context.pointee.input.pointee.cur else { return }
            // The parser has the attributes but has not yet read the mark that closes the tag.
            var offset = Int(xmlByteConsumed(context))
            if cursor[0] == 0x2F { offset += 1 }
            consumed = offset + 1
            isStopped = true
            xmlStopParser(context)
        }

        private static func run(_ pointer: UnsafeMutableRawPointer?) -> Run? {
            pointer.map { Unmanaged<Run>.fromOpaque($0).takeUnretainedValue() }
        }

        private static var callbacks: xmlSAXHandler {
            var callbacks = xmlSAXHandler()
            callbacks.initialized = 1
            callbacks.startElement = { pointer, name, attributes in
                guard let run = Run.run(pointer), let name, !run.isStopped else { return }
                run.handler.start(name, HTMLAttributes(attributes), line: run.line)
                run.stopIfTooDeep()
            }
            callbacks.endElement = { pointer, name in
                guard let run = Run.run(pointer), let name, !run.isStopped else { return }
                run.handler.end(name)
            }
            callbacks.characters = { pointer, bytes, count in
                guard let run = Run.run(pointer), !run.isStopped else { return }
                let piece = UnsafeBufferPointer(start: bytes, count: Int(count))
                // A text of more than 1,000 bytes comes in pieces, each sent before its last character is counted.
                let isLineBreakAhead = piece.last == 0x0A && run.context?.pointee.input?.pointee.cur?.pointee == 0x0A
                run.handler.characters(piece, line: run.line + (isLineBreakAhead ? 1 : 0))
            }
            callbacks.ignorableWhitespace = callbacks.characters
            callbacks.comment = { pointer, text in
                guard let run = Run.run(pointer), let text, !run.isStopped else { return }
                run.handler.comment(text, line: run.line)
            }
            return callbacks
        }
    }
}
