internal import CLibXML2

/// The library as a whole.
enum LibXML2 {
    /// Must be called before threads use the library; every further call does nothing.
    static func initialize() {
        _ = isInitialized
    }

    private static let isInitialized: Bool = {
        xmlInitParser()
        return true
    }()
}
