internal import ArgumentParser
internal import FileWatching
internal import Glibc
internal import IndexSchema
internal import Indexing
internal import ServiceManagement
internal import Settings
internal import SystemPackage

/// `sou-index watch`.
struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Update the index, then follow every change until stopped.",
        discussion: """
            Does what update does, and then waits: a file that is saved, moved or deleted is in the index a moment later. \
            What cannot be done at the moment, for want of space or because a disk is not mounted, is done when it can \
            be; sou-index status says what is wrong. Where there are more folders than the system lets be watched, the \
            others are compared every five minutes, and status names the setting.

            There is one writer at a time: while this runs, sou-index build asks it to build. SIGHUP reads the \
            configuration again; SIGINT and SIGTERM end it, with what was done so far in the index.

            Examples:
              sou-index watch ~/文档
              systemctl enable --now sou-index      the same for the whole machine
              systemctl reload sou-index            after a change of sou.toml
            """)

    @Argument(
        help: ArgumentHelp("The folders to index; a file:// URI names one that is not UTF-8.", valueName: "folder"))
    var folders: [PathArgument] = []

    @OptionGroup var options: CommonOptions

    func run() throws {
        let control = WatchControl()
        SignalWatch.start([SIGHUP: { control.wish(.reload) }, SIGUSR1: { control.wish(.build) }]) {
            control.wish(.stop)
        }
        let manager = ServiceManager.current()
        let watchdog = Watchdog(manager)
        var log = WatchLog(options)
        while true {
            let settings = try options.load()
            let progress = BuildProgress()
            let extractor = settings.extractorProgram
            log.sandbox = SandboxReport(try extractor.check(), settings: settings.index)
            let build = IndexBuild(
                index: settings.index.path, analyzer: try settings.makeAnalyzer(), jobs: settings.jobCount,
                limits: settings.fileLimits, extractors: extractor, rules: settings.ruleBook, progress: progress)
            let update = try IndexUpdate(
                build, folders: folders.isEmpty ? settings.configuredFolders : folders.map(\.path),
                command: IndexUpdate.watchCommand)
            watchdog?.observe(progress)
            let watch = try IndexWatch(
                update, control: control, tell: log.tell,
                show: { state in
                    watchdog?.setIdle(state.activity != .updating)
                    log.notify(manager, "STATUS=\(WatchLog.status(state))")
                })
            log.notify(manager, "READY=1")
            switch try watch.run() {
            case .stopped:
                log.notify(manager, "STOPPING=1")
                return
            case .mustReload:
                log.notify(manager, "RELOADING=1\nMONOTONIC_USEC=\(Self.monotonicMicroseconds)")
            }
        }
    }

    /// What systemd takes for the time of a reload.
    private static var monotonicMicroseconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
    }
}
