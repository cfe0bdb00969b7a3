internal import ArgumentParser
internal import Glibc
internal import IndexSchema
internal import Indexing
internal import ServiceManagement

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

            There is one writer at a time: while this runs, sou-index build asks it to build; and what another process \
            is writing when this starts is waited for. SIGHUP reads the configuration again, and one that is wrong leaves \
            the one before in force; SIGINT and SIGTERM end it, with what was done so far in the index.

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
        let manager = ServiceManager.current()
        let log = WatchLog(options, manager)
        let control = WatchControl()
        SignalWatch.start([SIGHUP: { control.wish(.reload) }, SIGUSR1: { control.wish(.build) }]) {
            log.notify("STOPPING=1")
            control.wish(.stop)
        }
        Watchdog(manager, pulse: { control.pulse }, wake: { control.wake() })
        var setup = try WatchSetup(options, folders: folders.map(\.path))
        /// What was in force before the configuration was read again, until the new one has proved to be of use.
        var previous: WatchSetup?
        while true {
            do {
                guard let update = try makeUpdate(setup, control, log) else { return }
                previous = nil
                if try watch(update, setup, control, log) == .stopped { return }
            } catch {
                guard let old = previous else { throw error }
                log.keepsConfiguration(because: error)
                (setup, previous) = (old, nil)
                continue
            }
            log.notify("RELOADING=1\nMONOTONIC_USEC=\(Self.monotonicMicroseconds)")
            do {
                (setup, previous) = (try WatchSetup(options, folders: folders.map(\.path)), setup)
            } catch {
                log.keepsConfiguration(because: error)
            }
        }
    }

    /// Takes the writer's lock, and waits for it when another process is writing, unless that watches as well.
    ///
    /// - Returns: nil when the watch is to stop before it has begun.
    private func makeUpdate(
        _ setup: WatchSetup, _ control: WatchControl, _ log: WatchLog
    ) throws(IndexingError) -> IndexUpdate? {
        var hasTold = false
        while !control.isStopping {
            do throws(IndexingError) {
                return try setup.makeUpdate()
            } catch {
                guard case .locked(_, let holder) = error, WatchedBuild(after: error) == nil else { throw error }
                if !hasTold { log.waits(for: holder) }
                hasTold = true
                usleep(Self.lockPauseMicroseconds)
            }
        }
        return nil
    }

    private func watch(
        _ update: IndexUpdate, _ setup: WatchSetup, _ control: WatchControl, _ log: WatchLog
    ) throws -> IndexWatch.End {
        let watch = try IndexWatch(
            update, control: control, settings: setup.watching, compactionGrowthPercent: setup.compactionGrowthPercent,
            tell: { log.tell($0, sandbox: setup.sandbox) },
            show: { log.notify("STATUS=\(WatchLog.status($0))") })
        log.notify("READY=1")
        return try watch.run()
    }

    private static let lockPauseMicroseconds: UInt32 = 200_000

    /// What systemd takes for the time of a reload.
    private static var monotonicMicroseconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
    }
}
