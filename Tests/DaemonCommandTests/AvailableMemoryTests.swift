import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import DaemonCommand

@Suite struct AvailableMemoryTests {
    @Test func `there is as much as the machine has, or less`() {
        let bytes = AvailableMemory.bytes()
        #expect(bytes > 16 << 20)
        #expect(bytes <= Int(ProcessInfo.processInfo.physicalMemory))
    }

    @Test func `the lowest limit of a group and those around it counts`() throws {
        try withTemporaryFolder { root in
            let outer = root.appending("system.slice")
            let inner = outer.appending("soud.service")
            try FileManager.default.createDirectory(atPath: inner.string, withIntermediateDirectories: true)
            #expect(AvailableMemory.limit(of: "/system.slice/soud.service", below: root) == nil)
            try Data("max\n".utf8).write(to: URL(fileURLWithPath: inner.appending("memory.max").string))
            #expect(AvailableMemory.limit(of: "/system.slice/soud.service", below: root) == nil)
            try Data("300000000\n".utf8).write(to: URL(fileURLWithPath: outer.appending("memory.max").string))
            try Data("500000000\n".utf8).write(to: URL(fileURLWithPath: inner.appending("memory.high").string))
            #expect(AvailableMemory.limit(of: "/system.slice/soud.service", below: root) == 300_000_000)
            #expect(AvailableMemory.limit(of: "/", below: root) == nil)
            #expect(AvailableMemory.limit(of: "/gone", below: root) == nil)
        }
    }

    @Test(arguments: [
        ("0::/system.slice/soud.service\n", "/system.slice/soud.service"), ("12:pids:/a\n0::/\n", "/"),
        ("1:name=systemd:/a\n", nil), ("", nil),
    ])
    func `the group is that of version 2`(contents: String, expected: String?) {
        #expect(AvailableMemory.group(in: contents) == expected)
    }
}
