internal import FileWatching
internal import IndexSchema
internal import Indexing
internal import ServiceManagement

/// What a watch prints: a line for everything that happened, on standard error or, of updates with `--json`, as an object
/// on standard output.
struct WatchLog {
    private let isQuiet: Bool
    private let isJSON: Bool
    var sandbox: SandboxReport?

    init(_ options: CommonOptions) {
        (isQuiet, isJSON) = (options.quiet, options.json)
    }

    func tell(_ event: WatchEvent) {
        switch event {
        case .watching(let status):
            say("watching \(Quantity.count(status.watchedFolders, "folder"))")
            if let warning = status.warning { Output.error("sou-index: \(warning)") }
        case .updated(let summary):
            updated(summary)
        case .building(let reason):
            say("building the index anew, because \(reason)")
        case .comparing(let comparison):
            say("comparing \(Output.text(ofPath: comparison.path)): \(comparison.reason.rawValue)")
        case .failed(let error, let retry):
            let seconds = retry.map { "; trying again in \(Quantity.seconds($0 / .seconds(1)))" } ?? ""
            Output.error("sou-index: \(Output.visible(error.description))\(seconds)")
        }
    }

    private func updated(_ summary: UpdateSummary) {
        guard let sandbox else { preconditionFailure("an update has readers, and they have a sandbox") }
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
    func notify(_ manager: ServiceManager, _ message: String) {
        do {
            try manager.notify(message)
        } catch {
            Output.error("sou-index: cannot tell systemd '\(message.prefix { $0 != "\n" })': \(error)")
        }
    }

    /// A state as systemctl shows it.
    static func status(_ state: WatcherState) -> String {
        var parts: [String] = []
        switch state.activity {
        case .watching: parts.append("watching \(Quantity.count(state.watchedFolders, "folder"))")
        case .updating: parts.append("updating")
        case .building: parts.append("building")
        case .waiting: parts.append("waiting")
        }
        if state.backlog > 0 { parts.append("\(Quantity.count(state.backlog, "path")) to look at") }
        if let documents = state.documents { parts.append(Quantity.count(documents, "document")) }
        if let updated = state.updatedSeconds { parts.append("updated \(Quantity.date(updated))") }
        return (parts + state.problems.prefix(1)).joined(separator: ", ")
    }
}
