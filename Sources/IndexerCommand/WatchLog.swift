internal import FileWatching
internal import IndexSchema
internal import Indexing
internal import ServiceManagement

/// What a watch prints: a line for everything that happened, on standard error or, of updates with `--json`, as an object
/// on standard output.
struct WatchLog {
    private let isQuiet: Bool
    private let isJSON: Bool
    private let manager: ServiceManager

    init(_ options: CommonOptions, _ manager: ServiceManager) {
        (isQuiet, isJSON) = (options.quiet, options.json)
        self.manager = manager
    }

    /// - Parameter sandbox: of those that read the files.
    func tell(_ event: WatchEvent, sandbox: SandboxReport) {
        switch event {
        case .watching(let status):
            say("watching \(Quantity.count(status.watchedFolders, "folder"))")
            for warning in status.warnings { Output.error("sou-index: \(warning)") }
        case .updated(let summary):
            updated(summary, sandbox)
        case .building(let reason):
            say("building the index anew, because \(reason)")
        case .comparing(let comparison):
            say("comparing \(Output.text(ofPath: comparison.path)): \(comparison.reason.rawValue)")
        case .failed(let error, let retry):
            let seconds = retry.map { "; trying again in \(Quantity.seconds($0 / .seconds(1)))" } ?? ""
            Output.error("sou-index: \(Output.visible(error.description))\(seconds)")
        }
    }

    /// Somebody else has the writer's lock.
    ///
    /// - Parameter holder: the lock's text, such as `123 sou-index build`; nil when it has none yet.
    func waits(for holder: String?) {
        let sentence = "waiting until another process has written the index: \(Output.visible(holder ?? "unknown"))"
        say(sentence)
        // As a service it runs now: what it waits for may take hours.
        notify("READY=1\nSTATUS=\(sentence)")
    }

    /// A configuration that was read again is of no use.
    func keepsConfiguration(because error: any Error) {
        Output.error("sou-index: \(Output.visible("\(error)")); the configuration before stays in force")
    }

    private func updated(_ summary: UpdateSummary, _ sandbox: SandboxReport) {
        let report = UpdateReport(summary, sandbox: sandbox)
        if isJSON {
            do {
                try Output.json(report)
            } catch {
                Output.error("sou-index: cannot write to standard output: \(error)")
            }
        } else {
            if !isQuiet { report.files.lines.forEach { Output.error($0) } }
            say(report.line)
        }
    }

    private func say(_ line: String) {
        if !isQuiet, !isJSON { Output.error(line) }
    }

    /// Tells systemd, when it waits for it.
    func notify(_ message: String) {
        do {
            try manager.notify(message)
        } catch {
            Output.error("sou-index: cannot tell systemd '\(message.prefix { $0 != "\n" })': \(error)")
        }
    }

    /// A state as systemctl shows it, on one line: a path in a problem may hold line feeds, and what follows one is another
    /// message to systemd.
    static func status(_ state: WatcherState) -> String {
        let activity =
            switch state.activity {
            case .watching: "watching \(Quantity.count(state.watchedFolders, "folder"))"
            case .updating: "updating"
            case .building: "building"
            case .waiting: "waiting"
            }
        var parts = [activity]
        if let documents = state.documents { parts.append(Quantity.count(documents, "document")) }
        parts.append("backlog \(state.backlog)")
        if let updated = state.updatedSeconds { parts.append("last update \(Quantity.date(updated))") }
        return (parts + state.problems.prefix(1).map(Output.visible)).joined(separator: ", ")
    }
}
