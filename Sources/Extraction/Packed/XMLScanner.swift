internal import CLibXML2
internal import Documents
internal import Glibc

/// What reads the events of an XML part.
protocol XMLHandler: AnyObject {
    func start(_ name: XMLName, _ attributes: XMLAttributes)
    func end(_ name: XMLName)
    func characters(_ piece: UnsafeBufferPointer<UInt8>)
}

/// The local name of an element, told apart by its first 8 bytes, so that a document of a million of them makes no strings.
struct XMLName: Hashable, ExpressibleByStringLiteral {
    private let key: UInt64

    init(stringLiteral name: StaticString) {
        key = Self.key(name.utf8Start)
    }

    fileprivate init(_ name: UnsafePointer<UInt8>) {
        key = Self.key(name)
    }

    private static func key(_ name: UnsafePointer<UInt8>) -> UInt64 {
        var key: UInt64 = 0
        var index = 0
        while index < 8, name[index] != 0 {
            key = key << 8 | UInt64(name[index])
            index += 1
        }
        return key
    }
}

/// The attributes of a start tag, by their local names, read where the parser has them.
struct XMLAttributes {
    /// For each: local name, prefix, namespace, where its value begins, and where it ends.
    fileprivate let pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    fileprivate let count: Int

    /// The first attribute of the name whose namespace ends so.
    subscript(_ name: String, namespaceEnd end: String? = nil) -> String? {
        guard let pointers else { return nil }
        for index in 0..<count {
            let fields = pointers + index * 5
            guard let candidate = fields[0], strcmp(candidate, name) == 0, let start = fields[3], let stop = fields[4]
            else { continue }
            if let end {
                guard let namespace = fields[2], String(cString: namespace).hasSuffix(end) else { continue }
            }
            let value = String(decoding: UnsafeBufferPointer(start: start, count: stop - start), as: UTF8.self)
            // The one character that the parser leaves to be read again.
            return value.utf8.contains(0x26) ? value.replacing("&#38;", with: "&") : value
        }
        return nil
    }
}

/// Runs libxml2's XML parser over a part of a document and hands its events to a handler.
///
/// Knows no entities but the five of XML: a declaration is passed over, so none can grow. Elements that are nested deeper
/// than libxml2's limit of 256 end the reading.
enum XMLScanner {
    /// Returns whether the part was well-formed; when not, the handler has had what could be read.
    static func scan(_ bytes: [UInt8], in context: ReadingContext, into handler: some XMLHandler) -> Bool {
        LibXML2.initialize()
        let text = text(bytes, in: context)
        guard !text.isEmpty, text.count < Int(Int32.max) else { return false }
        let run = Run(handler)
        return text.withUnsafeBufferPointer { text in
            text.withMemoryRebound(to: CChar.self) { run.parse($0) }
        }
    }

    /// The part in UTF-8: for other encodings libxml2 would ask the C library, which keeps them in files.
    private static func text(_ bytes: [UInt8], in context: ReadingContext) -> [UInt8] {
        if UTF8Validation.isValid(bytes) { return bytes }
        let declared = declaredEncoding(bytes)
        let isDamaged = declared == nil || declared?.lowercased() == "utf-8"
        if !isDamaged || bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]),
            let text = context.text(bytes, declared: declared)
        {
            return text
        }
        return Array(String(decoding: bytes, as: UTF8.self).utf8)
    }

    /// What the XML declaration at the start of the bytes says.
    private static func declaredEncoding(_ bytes: [UInt8]) -> String? {
        let start = String(decoding: bytes.prefix(200), as: UTF8.self)
        guard start.hasPrefix("<?xml"), let declaration = start.split(separator: "?>", maxSplits: 1).first,
            let name = declaration.firstRange(of: "encoding")
        else { return nil }
        return declaration[name.upperBound...].split { "=\"' \t".contains($0) }.first.map(String.init)
    }

    /// One parser from its start to its end, as the callbacks see it.
    private final class Run {
        let handler: any XMLHandler

        init(_ handler: any XMLHandler) {
            self.handler = handler
        }

        func parse(_ text: UnsafeBufferPointer<CChar>) -> Bool {
            guard let context = xmlCreateMemoryParserCtxt(text.baseAddress, Int32(text.count)) else {
                // Only when there is no memory, in which case Swift traps as well.
                fatalError("cannot parse XML: libxml2 has no memory for a parser")
            }
            defer { xmlFreeParserCtxt(context) }
            let options = [
                XML_PARSE_RECOVER, XML_PARSE_NOERROR, XML_PARSE_NOWARNING, XML_PARSE_NONET, XML_PARSE_NOCDATA,
                XML_PARSE_IGNORE_ENC,
            ]
            xmlCtxtUseOptions(context, Int32(options.reduce(0) { $0 | $1.rawValue }))
            context.pointee.charset = Int32(XML_CHAR_ENCODING_UTF8.rawValue)
            context.pointee.sax.pointee = Self.callbacks
            context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
            return xmlParseDocument(context) == 0 && context.pointee.wellFormed == 1
        }

        private static func handler(_ pointer: UnsafeMutableRawPointer?) -> (any XMLHandler)? {
            pointer.map { Unmanaged<Run>.fromOpaque($0).takeUnretainedValue().handler }
        }

        private static var callbacks: xmlSAXHandler {
            var callbacks = xmlSAXHandler()
            callbacks.initialized = XML_SAX2_MAGIC
            callbacks.startElementNs = { pointer, name, _, _, _, _, count, _, attributes in
                guard let name else { return }
                Run.handler(pointer)?.start(XMLName(name), XMLAttributes(pointers: attributes, count: Int(count)))
            }
            callbacks.endElementNs = { pointer, name, _, _ in
                guard let name else { return }
                Run.handler(pointer)?.end(XMLName(name))
            }
            callbacks.characters = { pointer, bytes, count in
                Run.handler(pointer)?.characters(UnsafeBufferPointer(start: bytes, count: Int(count)))
            }
            callbacks.ignorableWhitespace = callbacks.characters
            callbacks.cdataBlock = callbacks.characters
            return callbacks
        }
    }
}
