/// How parts of the output stand out. Text must be harmless before it is styled.
enum Style: Hashable {
    case plain, colored

    func title(_ text: String) -> String { wrap(text, "1") }
    func match(_ text: String) -> String { wrap(text, "1;31") }
    func dim(_ text: String) -> String { wrap(text, "2") }

    private func wrap(_ text: String, _ code: String) -> String {
        self == .plain || text.isEmpty ? text : "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
