import FileWatching
import Foundation
@testable import IndexerCommand
import Indexing
@testable import Settings
import SystemPackage
import TestSupport
import Testing

struct ExplainTests {
    @Test func `the configuration's selection becomes the rules of each folder`() {
        var configuration = Configuration(paths: .system)
        configuration.index.folders = ["/a", "/b"]
        var own = Configuration.Selection()
        own.maxFileBytes = 1
        own.minFileBytes = 2
        own.include = ["*.md"]
        own.exclude = ["*.bak"]
        own.hidden = true
        own.oneFileSystem = true
        own.followLinks = true
        own.onlyTypes = ["text/*"]
        own.skipTypes = ["text/csv"]
        own.fallbackEncodings = ["Big5"]
        configuration.folders = [
            Configuration.Folder(path: "/b", selection: own), Configuration.Folder(path: "/c", selection: own),
        ]
        #expect(configuration.configuredFolders == ["/a", "/b", "/c"])
        var expected = FolderRules(path: Array("/b".utf8))
        expected.maxFileBytes = 1
        expected.minFileBytes = 2
        expected.include = IgnoreRules(list: ["*.md"])
        expected.exclude = IgnoreRules(list: ["*.bak"])
        expected.hidden = true
        expected.oneFileSystem = true
        expected.followLinks = true
        expected.types = TypeFilter(only: ["text/*"], skip: ["text/csv"])
        expected.fallbackEncodings = ["Big5"]
        #expect(configuration.ruleBook.rules(for: Array("/b".utf8)) == expected)
        #expect(configuration.ruleBook.rules(for: Array("/a".utf8)).maxFileBytes == 256 * 1024 * 1024)
        #expect(configuration.ruleBook.maxFileBytes == 256 * 1024 * 1024)
    }

    @Test func `explain says of each path whether it is indexed, and why not`() throws {
        try withTemporaryFolder { folder in
            let docs = folder.appending("文档")
            for name in ["a.md", "b.bak", ".c.md", "旧/d.md"] { try write("山居", to: docs.appending(name)) }
            try write("/旧/\n", to: docs.appending(".souignore"))
            let configuration = folder.appending("sou.toml")
            try write("[[folder]]\npath = \"\(docs)\"\nexclude = [\"*.bak\"]\n", to: configuration)
            let environment = ["SOU_CONFIG": configuration.string]
            let index = folder.appending("index")
            let result = try run(
                "explain", docs.string, "\(docs)/a.md", "\(docs)/b.bak", "\(docs)/.c.md", "\(docs)/旧/d.md", "\(docs)/e",
                "/", index: index, environment: environment)
            #expect(result.error == "")
            #expect(result.status == 0)
            #expect(
                result.output.replacing("\(docs)", with: "…") == """
                    …: indexed: it is a folder, and what is in it is looked at
                    …/a.md: indexed: it is text/markdown
                      encoding  UTF-8
                      title     山居
                      text      6 bytes
                      terms     山 山居 居
                    …/b.bak: not indexed: the pattern '*.bak' of the configuration's exclude excludes it
                    …/.c.md: not indexed: its name begins with a dot, and hidden files are left out (hidden = false)
                    …/旧/d.md: not indexed: …/旧: the pattern '/旧/' in …/.souignore:1 excludes it
                    …/e: not indexed: it cannot be found: No such file or directory
                    /: not indexed: it is in none of the folders that are indexed

                    """)

            let dotted = try run("explain", "\(docs)/./.c.md", index: index, environment: environment)
            #expect(dotted.output.hasPrefix("\(docs)/.c.md: not indexed: its name"), "\(dotted)")

            let build = try run("build", "--json", index: index, environment: environment)
            #expect(build.output.contains("\"documents\":1,"), "\(build)")
            #expect(build.output.contains(#""ignored":{"excluded":2,"hidden":2,"links":0,"#), "\(build)")
            let json = try run("explain", "--json", "\(docs)/旧/d.md", index: index, environment: environment)
            #expect(json.output.contains("\"indexed\":false"))
            #expect(json.output.contains("\"at\":\"\(docs)/旧\""))
        }
    }

    @Test func `a pattern that can match nothing is an error with its place`() throws {
        try withTemporaryFolder { folder in
            let configuration = folder.appending("sou.toml")
            try write("[index]\nexclude = [\"a[\"]\n", to: configuration)
            let result = try run(
                "status", index: folder.appending("index"), environment: ["SOU_CONFIG": configuration.string])
            #expect(result.status == 2)
            #expect(
                result.error
                    == "sou-index: cannot read configuration '\(configuration)': line 2, column 1: 'exclude' has the "
                    + "pattern \"a[\", which can match nothing: its '[' is not closed\n")
        }
    }
}
