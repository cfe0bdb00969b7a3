/// What the program says to the shell, as grep does.
enum Verdict: Int32 {
    /// Something was found; the daemon is ready.
    case success = 0
    /// Nothing was found; the daemon answers and has nothing to search.
    case negative = 1
    /// It went wrong, and a line on standard error says what, why and the remedy. Mistakes on the command line too.
    case failure = 2
}
