internal import FoundationEssentials
internal import Wire

/// The daemon's state as lines for people: a label and a value each, nothing for what the daemon does not know.
struct StatusReport {
    private let messages: Messages

    init(_ messages: Messages) {
        self.messages = messages
    }

    /// The lines, each ended by a newline.
    ///
    /// - Parameter now: what ages are counted from.
    func text(_ status: StatusResponse, now: Date = Date()) -> String {
        let watch = status.watch
        let rows: [(label: Messages.StatusLabel, value: String?)] = [
            (.state, messages.state(status.state)),
            (.problem, status.problem),
            (.documents, status.documents.map(String.init)),
            (.text, status.textBytes.map(Quantity.bytes)),
            (.index, status.index + (status.indexBytes.map { " (\(Quantity.bytes($0)))" } ?? "")),
            (.generation, status.generation.map(String.init)),
            (.fingerprint, status.fingerprint),
            (.lastCommit, status.lastCommit.map { $0 + age($0, now) }),
            (.watch, messages.watch(watch)),
            (.backlog, watch.map { messages.backlog($0.backlog) }),
            (
                .daemon,
                messages.daemon(version: status.version, uptime: Quantity.duration(seconds: status.uptimeSeconds))
            ),
        ]
        let problems = watch?.problems.map { (label: Messages.StatusLabel.problem, value: Optional($0)) } ?? []
        return (rows.prefix(2) + problems + rows.dropFirst(2)).map { row in
            row.value.map { "\(messages.label(row.label))\(TerminalText.line($0))\n" } ?? ""
        }.joined()
    }

    /// How long ago a moment of the wire was, to be set behind it; nothing when it is none.
    private func age(_ moment: String, _ now: Date) -> String {
        guard let date = try? Date(moment, strategy: .iso8601),
            let seconds = Int(exactly: now.timeIntervalSince(date).rounded(.down)),
            let age = messages.age(seconds: seconds)
        else { return "" }
        return messages.text(" (\(age))", "（\(age)）")
    }
}
