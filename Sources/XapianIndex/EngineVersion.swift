internal import CXapian

/// Which libxapian this process has loaded.
package enum EngineVersion {
    /// Such as `1.4.22`.
    package static var loaded: String { String(cString: cx_version()) }
}
