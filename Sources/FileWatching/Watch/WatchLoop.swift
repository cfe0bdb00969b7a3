internal import Glibc

/// What the watching thread does: it keeps a watch on each folder and makes changes of events.
///
/// Made on one thread and run on another, and never used by two.
final class WatchLoop {
    let rules: [FolderRules]
    let excluded: [[UInt8]]
    let settings: WatchSettings
    let mailbox: ChangeMailbox
    var source: any FolderEvents
    private var fileSystemsError: WatchError?
    var tree = WatchTree()
    var queue: ChangeQueue
    var now = ContinuousClock.now
    /// Folders that cannot be watched, and how many there are at and below each.
    var unwatched: [[UInt8]: Int] = [:]
    /// The last that was added to them.
    var lastUnwatched: [UInt8]?
    /// Symbolic links that are followed, with what they led to.
    var links: [[UInt8]: LinkTarget] = [:]
    /// The most folders to watch.
    var limit = 0
    /// fs.inotify.max_user_watches when it was last read.
    var systemLimit = 0
    /// Why all is to be watched anew; nil when it need not be.
    var restartReason: FileChanges.Reason?
    var rootsAreInDoubt = false
    var mountsAreInDoubt = false
    private var mounts = MountTable()
    /// What the roots were; nil for one that was not there.
    private var identities: [FileIdentity?] = []
    private var nextRestart = ContinuousClock.now
    private var nextCheck = ContinuousClock.now
    private var nextUnwatched = ContinuousClock.now
    private var overflows = 0

    init(
        _ rules: [FolderRules], excluded: [[UInt8]], settings: WatchSettings, mailbox: ChangeMailbox
    ) throws(WatchError) {
        self.rules = rules
        self.excluded = excluded
        self.settings = settings
        self.mailbox = mailbox
        queue = ChangeQueue(settings)
        (source, fileSystemsError) = try Self.makeSource(rules, settings)
        _ = mounts.readChanges()
        readLimit()
        watchAll()
        // There was no watch left, and others need some.
        if restartReason != nil { try restart() }
        // Whoever watches compares everything first.
        queue = ChangeQueue(settings)
        nextCheck = now + settings.checkInterval
        nextUnwatched = now + settings.unwatchedInterval
        report()
    }

    deinit {
        mounts.closeDescriptor()
    }

    /// - Returns: and why it is not the one that is wished for.
    private static func makeSource(
        _ rules: [FolderRules], _ settings: WatchSettings
    ) throws(WatchError) -> (any FolderEvents, WatchError?) {
        guard settings.watchesFileSystems else { return (try Inotify(), nil) }
        do throws(WatchError) {
            return (try Fanotify(at: rules.map(\.path) + [Array("/".utf8)]), nil)
        } catch {
            return (try Inotify(), error)
        }
    }

    func run() {
        do throws(WatchError) {
            while !mailbox.mustEnd { try step() }
        } catch {
            mailbox.fail(error)
        }
    }

    /// Waits once, and does what there is to do then.
    func step() throws(WatchError) {
        try wait()
        let source = source
        for event in try source.read() { handle(event) }
        now = .now
        for path in queue.takeQuietFiles(at: now) { change(file: path) }
        if mountsAreInDoubt { checkMounts() }
        if now >= nextCheck {
            rootsAreInDoubt = true
            nextCheck = now + settings.checkInterval
            checkLinks()
        }
        if rootsAreInDoubt { checkRoots() }
        if now >= nextUnwatched {
            compareUnwatched()
            nextUnwatched = now + settings.unwatchedInterval
        }
        if restartReason != nil, now >= nextRestart { try restart() }
        if let ready = queue.takeReady(at: now) {
            mailbox.deliver(ready, limit: settings.heldPaths) { everything(.tooManyPaths) }
        }
        report()
    }

    /// Waits for an event, or until there is something to do without one.
    private func wait() throws(WatchError) {
        var time = nextCheck
        if let deadline = queue.deadline { time = min(time, deadline) }
        if restartReason != nil { time = min(time, nextRestart) }
        if !unwatched.isEmpty { time = min(time, nextUnwatched) }
        var requests = [pollfd(fd: mounts.descriptor, events: Int16(POLLPRI), revents: 0)]
        requests += (source.descriptors + [mailbox.end]).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let count = poll(&requests, nfds_t(requests.count), pollTimeout(until: time))
        guard count >= 0 || errno == EINTR else { throw .system("poll", errno) }
        if count > 0, requests[0].revents != 0 { mountsAreInDoubt = true }
        now = .now
    }

    private func report() {
        var status = WatchStatus()
        status.watchedFolders = tree.count
        status.unwatchedFolders = unwatched.values.reduce(0, +)
        status.limit = limit
        status.overflows = overflows
        status.fileSystemsError = fileSystemsError
        for (rules, identity) in zip(rules, identities) where identity == nil { status.missingRoots.append(rules.path) }
        if status.unwatchedFolders > 0 {
            // Some more than today's folders, and a round number. What others have taken is not known where the system
            // had fewer than it allows.
            let others = max(settings.watchesForOthers, systemLimit - limit)
            let folders = status.watchedFolders + status.unwatchedFolders
            let unit = 65_536
            status.neededWatches = (folders + folders / 4 + others + unit - 1) / unit * unit
        }
        mailbox.status = status
    }

    // MARK: All at once

    /// Gives up all watches and begins again, because there are changes that no event told of.
    private func restart() throws(WatchError) {
        let reason = restartReason
        restartReason = nil
        if reason == .overflow { overflows += 1 }
        (source, fileSystemsError) = try Self.makeSource(rules, settings)
        tree = WatchTree()
        unwatched = [:]
        links = [:]
        watchAll()
        // A second time the system had no watch left: what it had is all there is.
        if restartReason == .unwatched { restartReason = nil }
        now = .now
        nextRestart = now + settings.restartInterval
        guard let reason else { return }
        for rules in rules where reason != .link || rules.followLinks { queue.compare(rules.path, reason, at: now) }
    }

    private func watchAll() {
        watch(below: nil)
        identities = rules.map { FileIdentity(path: $0.path) }
    }

    private func everything(_ reason: FileChanges.Reason) -> ChangeSet {
        var changes = ChangeSet()
        for rules in rules { changes.insert(rules.path, reason) }
        return changes
    }

    // MARK: What no event tells

    private func checkRoots() {
        rootsAreInDoubt = false
        for (index, rules) in rules.enumerated() {
            let identity = FileIdentity(path: rules.path)
            let known = identities[index]
            let watch = tree.child(rules.path, of: 0)
            if identity == known, watch != nil || identity == nil || unwatched[rules.path] != nil { continue }
            if let watch { drop(watch) }
            identities[index] = identity
            guard identity != nil else {
                queue.compare(rules.path, .vanished, at: now)
                continue
            }
            self.watch(below: rules.path)
            if identity == known {
                // It was removed and made again, or could not be entered and now can.
                if tree.child(rules.path, of: 0) != nil { queue.compare(rules.path, .appeared, at: now) }
            } else {
                queue.compare(rules.path, known == nil ? .appeared : .replaced, at: now)
            }
        }
    }

    private func checkMounts() {
        mountsAreInDoubt = false
        for mount in mounts.readChanges() {
            for rules in rules {
                let root = resolvedPath(rules.path) ?? rules.path
                if isPath(root, atOrBelow: mount) {
                    rootsAreInDoubt = true
                    // The mark on its file system may have gone.
                    if source is Fanotify, let watch = tree.child(rules.path, of: 0) { drop(watch) }
                } else if isPath(mount, atOrBelow: root) {
                    let path = join(rules.path, Array(mount.dropFirst(join(root, []).count)))
                    guard parentWatch(of: path) != nil else { continue }
                    watchAnew(path)
                    queue.compare(path, .mounted, at: now)
                }
            }
        }
    }

    private func checkLinks() {
        for (path, target) in links {
            let new = LinkTarget(path: path)
            guard new != target else { continue }
            if let new, new.isFile, target.isFile {
                links[path] = new
                queue.change(file: path, at: now)
            } else {
                restartReason = .link
            }
        }
    }

    private func compareUnwatched() {
        if systemLimit != Self.readSystemLimit() { readLimit() }
        let paths = unwatched.keys
        // Of a great many each is a stat of its own to whoever compares.
        if paths.count > 1000 {
            for rules in rules { queue.compare(rules.path, .unwatched, at: now) }
        } else {
            for path in paths { queue.compare(path, .unwatched, at: now) }
        }
        for path in paths where tree.count < limit {
            unwatched[path] = nil
            watch(below: path)
        }
    }
}
