import Foundation
import SystemPackage
import TestSupport
import Testing

/// What a person sees of generations: answers that never fail and never mix.
@Suite(.enabled(if: Installation.isBuilt, "the programs are not beside the tests"))
struct GenerationsTests {
    @Test func `rebuilding under steady questions fails none, and what was added is found without a restart`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let documents = folder.appending("文档")
            try write("第一代的话", to: documents.appending("一.txt"))
            let installation = try Installation(folder)
            try await installation.startDaemon()
            // Without an index the daemon answers, and says what is missing.
            let early = try await installation.run("sou", ["话"])
            #expect(early.status == 2)
            #expect(early.error.hasPrefix("sou: cannot search: there is no index in "))

            #expect(try await installation.build(documents.string).status == 0)
            for generation in 2...6 {
                try write("第\(generation)代的话", to: documents.appending("\(generation).txt"))
                let build = try installation.start("sou-index", ["build"])
                while try build.poll() == nil {
                    let answer = try await installation.run("sou", ["--count", "话"])
                    #expect(answer.status == 0)
                    #expect(["\(generation - 1)\n", "\(generation)\n"].contains(answer.output))
                }
                #expect(try await installation.run("sou", ["--count", "话"]).output == "\(generation)\n")
            }
            _ = try await installation.stopDaemon()
        }
    }
}
