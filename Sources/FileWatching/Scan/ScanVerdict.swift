/// Whether a scan finds a path.
package enum ScanVerdict: Hashable, Sendable {
    /// It is a file, and comes to be read.
    case file(ScannedFile)
    /// It is a folder, and is entered.
    case folder
    /// The rules leave it out, or a folder that it is in: `at` is the path that they are about.
    case leftOut(LeftOut, at: [UInt8])
    /// The rules want it, but there is something in the way.
    case problem(ScanProblem)
    /// It is not there, or something that it would be in is not; the system's error number.
    case missing([UInt8], Int32)
    /// It is in none of the folders.
    case outside
}
