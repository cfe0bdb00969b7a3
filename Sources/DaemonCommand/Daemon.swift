internal import Analysis
internal import Logging
internal import NIOCore
internal import Queries
internal import Release
internal import Search
internal import SearchServer
internal import ServiceLifecycle
internal import Settings
internal import UnixSignals
internal import ServiceManagement

/// The daemon put together: what answers, what listens, and what stops them.
struct Daemon: Sendable {
    let configuration: Configuration
    let manager: ServiceManager
    let logger: Logger

    /// Serves until SIGTERM or SIGINT, finishes what is in flight, and returns.
    ///
    /// Throws: `DaemonError`, `AnalysisError` or `SynonymsError`, when it cannot begin.
    func run() async throws {
        let settings = configuration.daemon
        let stemmer = configuration.analysis.stemmer
        let analyzer = try Analyzer(AnalyzerConfiguration(latinStemmer: stemmer == "none" ? nil : stemmer))
        let threads = settings.threads == 0 ? System.coreCount : settings.threads
        let synonyms = try configuration.search.synonyms.map { try Synonyms(file: $0, analyzer) } ?? Synonyms()
        let service = try IndexSearchService(
            folder: configuration.index.path, analyzer: analyzer, synonyms: synonyms, threads: threads,
            cacheBytes: AvailableMemory.bytes() / 100 * settings.cachePercent, queueLimit: settings.queue)
        // Last, so that nothing can fail while a file of ours is there.
        let socket = try manager.inheritedSocket() ?? .bind(at: settings.socket, mode: settings.socketMode)
        let options = ServerOptions(
            version: SouVersion.current,
            deadline: .milliseconds(settings.deadlineMilliseconds),
            idleTimeout: .seconds(settings.idleTimeoutSeconds),
            maxConnections: settings.maxConnections,
            drainTimeout: .seconds(settings.drainSeconds))
        let server = SearchServer(service: service, options: options, logger: logger)
        let group = ServiceGroup(
            services: [ServerService(server: server, socket: socket, manager: manager, logger: logger)],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        try await group.run()
        await service.shutdown()
    }
}
