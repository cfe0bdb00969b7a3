internal import Wire

/// The daemon's state as lines for people: a label and a value each, nothing for what the daemon does not know.
struct StatusReport {
    private let messages: Messages

    init(_ messages: Messages) {
        self.messages = messages
    }

    /// The lines, each ended by a newline.
    func text(_ status: StatusResponse) -> String {
        let rows: [(label: Messages.StatusLabel, value: String?)] = [
            (.state, messages.state(status.state)),
            (.problem, status.problem),
            (.documents, status.documents.map(String.init)),
            (.text, status.textBytes.map(Quantity.bytes)),
            (.index, status.index + (status.indexBytes.map { " (\(Quantity.bytes($0)))" } ?? "")),
            (.generation, status.generation.map(String.init)),
            (.fingerprint, status.fingerprint),
            (.lastCommit, status.lastCommit),
            (
                .daemon,
                messages.daemon(version: status.version, uptime: Quantity.duration(seconds: status.uptimeSeconds))
            ),
        ]
        return rows.map { row in
            row.value.map { "\(messages.label(row.label))\(TerminalText.line($0))\n" } ?? ""
        }.joined()
    }
}
