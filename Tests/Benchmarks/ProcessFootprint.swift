import Foundation

/// What a process holds of the system at a moment.
struct ProcessFootprint: Codable, Equatable {
    var commits: Int
    var descriptors: Int
    var residentBytes: Int

    /// - Parameter commits: how many there were by now.
    ///
    /// Throws: what the system says when there is no such process.
    init(of process: pid_t, after commits: Int) throws {
        self.commits = commits
        descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        residentBytes = 1024 * (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0)
    }

    init(commits: Int, descriptors: Int, residentBytes: Int) {
        (self.commits, self.descriptors, self.residentBytes) = (commits, descriptors, residentBytes)
    }

    /// What grows without an end, as far as it can be told: the last third lies above the one before it by more than
    /// chance. The first third is the process's to warm up in.
    static func growth(_ samples: [ProcessFootprint]) -> String? {
        let third = samples.count / 3
        guard third > 0 else { return nil }
        let (middle, last) = (samples.dropLast(third).suffix(third), samples.suffix(third))
        func median(_ values: [Int]) -> Int { values.sorted()[values.count / 2] }
        let descriptors = (median(middle.map(\.descriptors)), median(last.map(\.descriptors)))
        // One reader more or less that is being replaced.
        if descriptors.1 > descriptors.0 + 8 { return "descriptors: \(descriptors.0), then \(descriptors.1)" }
        let bytes = (median(middle.map(\.residentBytes)), median(last.map(\.residentBytes)))
        if bytes.1 > bytes.0 + bytes.0 / 10 + 4 << 20 { return "resident bytes: \(bytes.0), then \(bytes.1)" }
        return nil
    }
}
