/// Where an update looks.
package enum UpdateScope: Hashable, Sendable {
    /// In all folders.
    case everything
    /// At these absolute paths, in bytes, and at all that is or was below them. What a path was and what it is does not
    /// matter: a file, a folder, or nothing.
    case paths([[UInt8]])
}
