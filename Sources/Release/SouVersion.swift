/// The version of all three programs.
package enum SouVersion {
    package static let current = "0.6.0"
}
