/// What a run of the peers measured.
struct PeersRun: Codable {
    struct Text: Codable {
        var name: String
        var files: Int
        var bytes: Int
        var changedFiles: Int
        var changedBytes: Int
        /// Where the queries are from, and how many there are of each kind.
        var queries: String
        var queryCounts: [String: Int]
    }

    struct Build: Codable {
        var round: Int
        var threads: Int
        var cost: ProgramRun
        /// On disk when it was made.
        var indexBytes: Int
    }

    struct Update: Codable {
        var round: Int
        var cost: ProgramRun
    }

    struct Queries: Codable {
        var round: Int
        var way: Way
        var kind: QueryKind
        var milliseconds: [Double]
        /// How many of the queries found something; nil where nobody counts.
        var answered: Int?
    }

    /// How a query reaches a system.
    enum Way: String, Codable, CaseIterable {
        case process = "in process"
        case processWithSnippets = "in process, with snippets"
        /// Of Sou, which otherwise hands a query over to a thread, and guesses what one that found nothing was meant to be.
        case processAlike = "in process, with snippets, as the others: on the asking thread, no guesses"
        case daemon = "daemon, with snippets"
        case client = "whole client process"
    }

    struct Result: Codable {
        var name: String
        var settings: String
        var fairness: String
        var remedy: String
        /// nil when it is not installed.
        var version: String?
        /// What went wrong; what was measured before stays.
        var failures: [String] = []
        var builds: [Build] = []
        var updates: [Update] = []
        var queries: [Queries] = []
    }

    /// The daemon asked by many at once, without a pause.
    struct Load: Codable {
        var round: Int
        var clients: Int
        var requestsPerSecond: Double
        /// How many clients had to stop because a request failed.
        var errors: Int
        /// What one of them was told.
        var error: String?
        var milliseconds: [Double]
    }

    /// A build of a part of the texts, or of more.
    struct Growth: Codable {
        var round: Int
        var bytes: Int
        var cost: ProgramRun
        var indexBytes: Int
        /// Of queries through the daemon.
        var milliseconds: [Double]
    }

    var machine: MachineFacts
    var command: [String]
    var rounds: Int
    var warmups: Int
    var text: Text
    var results: [Result] = []
    var loads: [Load] = []
    var growth: [Growth] = []
}
