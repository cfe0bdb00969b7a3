/// Who writes an index: the process and its command, such as `123 sou-index build`.
package enum WriterState: Hashable, Sendable {
    case none
    /// Nil when it has not said yet who it is.
    case working(String?)
    /// It was killed, or the machine stopped. The next writer looks at the index before it goes on.
    case stopped(String)
}
