internal import Glibc
internal import SystemPackage
internal import XapianIndex

/// Merges any number of segments into one index, in groups when there are too many to have open at once.
struct SegmentMerger {
    /// The most segments of one merge: more seek too much and gain nothing.
    static let widestFanIn = 200

    /// A merge keeps about four files of every source open, and a process has others.
    private static let filesPerSource = 5
    private static let filesOfOthers = 64

    /// How many segments are merged at once.
    var fanIn: Int

    /// The fan-in that this process's limit on open files allows; the limit is raised as far as it may be.
    init() {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let files = Int(clamping: limit.rlim_cur)
        fanIn = min(Self.widestFanIn, max(2, (files - Self.filesOfOthers) / Self.filesPerSource))
    }

    init(fanIn: Int) {
        precondition(fanIn >= 2, "a merge needs two sources to make fewer of them")
        self.fanIn = fanIn
    }

    /// Writes the merged index at `destination`. Segments that have been merged in groups are removed.
    ///
    /// - Parameters:
    ///   - scratch: where the groups are written.
    ///   - progress: called before each merge; it stops the work by throwing.
    func merge(
        _ segments: [FilePath], into destination: FilePath, scratch: FilePath, progress: () throws -> Void
    ) throws {
        var sources = segments
        var groupCount = 0
        while sources.count > fanIn {
            var groups: [FilePath] = []
            for start in stride(from: 0, to: sources.count, by: fanIn) {
                try progress()
                let members = Array(sources[start..<min(start + fanIn, sources.count)])
                groupCount += 1
                let group = scratch.appending("group-\(groupCount)")
                try Compaction.merge(members, into: group)
                for member in members { try FileTree.remove(member) }
                groups.append(group)
            }
            sources = groups
        }
        try progress()
        try Compaction.merge(sources, into: destination)
    }
}
