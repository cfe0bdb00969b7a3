internal import CLibXML2
internal import Glibc

/// The attributes of a start tag, read where the parser has them.
struct HTMLAttributes {
    /// Name, value, name, value, nil; a value is nil when the attribute has none.
    private let pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?

    init(_ pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
        self.pointers = pointers
    }

    var isEmpty: Bool { pointers == nil }

    /// The value of an attribute by its name in lower case; empty when it has none, nil when it is absent.
    subscript(_ name: String) -> String? {
        guard let value = value(name) else { return nil }
        return value.map { String(cString: $0) } ?? ""
    }

    /// Calls `body` with each name and value; the value is empty when there is none.
    func forEach(_ body: (_ name: String, _ value: String) -> Void) {
        guard let pointers else { return }
        var index = 0
        while let name = pointers[index] {
            body(String(cString: name), pointers[index + 1].map { String(cString: $0) } ?? "")
            index += 2
        }
    }

    /// Whether the element and all in it are not shown.
    var hideContent: Bool {
        if value("hidden") != nil { return true }
        guard case .some(.some(let style)) = value("style"), strchr(style, 0x3A) != nil else { return false }
        let declarations = String(cString: style).lowercased().filter { !$0.isWhitespace }.split(separator: ";")
        return declarations.contains { $0.hasPrefix("display:none") || $0.hasPrefix("visibility:hidden") }
    }

    private func value(_ name: String) -> UnsafePointer<xmlChar>?? {
        guard let pointers else { return nil }
        var index = 0
        while let candidate = pointers[index] {
            if strcmp(candidate, name) == 0 { return .some(pointers[index + 1]) }
            index += 2
        }
        return nil
    }
}
