import SystemPackage
import TestSupport
import Testing

@testable import Settings

struct ConfigurationTOMLTests {
    private func parse(_ text: String, home: FilePath? = "/home/lan") throws -> Configuration {
        var configuration = Configuration(paths: .system)
        try configuration.overlay(text: text, of: "/etc/sou/sou.toml", home: home) {
            $0.hasSuffix("[") ? "it ends badly" : nil
        }
        return configuration
    }

    @Test func `every key is set by the file`() throws {
        let text = """
            [index]
            path = "/data/索引"
            folders = ["~/文档", "/srv/docs"]
            jobs = 2
            max_file_bytes = 1_048_576
            min_file_bytes = 1
            include = ["*.md"]
            exclude = ["!a", "旧/"]
            hidden = true
            one_file_system = true
            follow_links = true
            only_types = ["text/*"]
            skip_types = ["text/csv"]
            fallback_encodings = ["Big5"]
            [analysis]
            stemmer = "none"
            [search]
            synonyms = "~/同义词.txt"
            [daemon]
            socket = "~/soud.sock"
            socket_mode = "0600"
            threads = 4
            cache_percent = 0
            queue = 8
            deadline_ms = 500
            idle_timeout_s = 5
            max_connections = 16
            drain_s = 0
            log_level = "debug"
            """
        var expected = Configuration(paths: .system)
        expected.index.path = "/data/索引"
        expected.index.folders = ["/home/lan/文档", "/srv/docs"]
        expected.index.jobs = 2
        expected.index.selection.maxFileBytes = 1_048_576
        expected.index.selection.minFileBytes = 1
        expected.index.selection.include = ["*.md"]
        expected.index.selection.exclude = ["!a", "旧/"]
        expected.index.selection.hidden = true
        expected.index.selection.oneFileSystem = true
        expected.index.selection.followLinks = true
        expected.index.selection.onlyTypes = ["text/*"]
        expected.index.selection.skipTypes = ["text/csv"]
        expected.index.selection.fallbackEncodings = ["Big5"]
        expected.analysis.stemmer = "none"
        expected.search.synonyms = "/home/lan/同义词.txt"
        expected.daemon.socket = "/home/lan/soud.sock"
        expected.daemon.socketMode = 0o600
        expected.daemon.threads = 4
        expected.daemon.cachePercent = 0
        expected.daemon.queue = 8
        expected.daemon.deadlineMilliseconds = 500
        expected.daemon.idleTimeoutSeconds = 5
        expected.daemon.maxConnections = 16
        expected.daemon.drainSeconds = 0
        expected.daemon.logLevel = .debug
        #expect(try parse(text) == expected)
    }

    @Test func `a file that need not be is none when its name is empty`() throws {
        #expect(try parse("[search]\nsynonyms = ''").search.synonyms == nil)
    }

    @Test(arguments: ["", "# only a comment\n", "[daemon]\n", "\u{FEFF}[index]\r\n"])
    func `a file that says nothing gives the defaults`(text: String) throws {
        #expect(try parse(text) == Configuration(paths: .system))
    }

    @Test(arguments: [
        ("~", "/home/lan"), ("~/", "/home/lan"), ("~/文档", "/home/lan/文档"), ("/a/~/b", "/a/~/b"), ("/", "/"),
    ])
    func `a leading tilde is the home`(written: String, meant: FilePath) throws {
        #expect(try parse("[index]\nfolders = [\"\(written)\"]").index.folders == [meant])
    }

    @Test(arguments: [
        (
            "[index]\n\n[daemon]\n  treads = 4\n",
            "line 4, column 3: unknown key 'treads'; known keys here are socket, socket_mode, threads, cache_percent, "
                + "queue, deadline_ms, idle_timeout_s, max_connections, drain_s, log_level"
        ),
        // A known key in the wrong table.
        (
            "threads = 4",
            "line 1, column 1: unknown key 'threads'; known keys here are index, analysis, search, daemon, folder"
        ),
        (
            "[index]\nthreads = 4",
            "line 2, column 1: unknown key 'threads'; known keys here are path, folders, jobs, max_text_bytes, "
                + "memory_bytes, max_seconds_per_file, extractor_memory_bytes, compact_growth_percent, fanotify, max_file_bytes, min_file_bytes, include, exclude, hidden, one_file_system, follow_links, only_types, skip_types, "
                + "fallback_encodings"
        ),
        (
            "# x\n[demon]\n",
            "line 2, column 1: unknown key 'demon'; known keys here are index, analysis, search, daemon, folder"
        ),
        ("analysis.stammer = 'x'", "line 1, column 1: unknown key 'stammer'; known keys here are stemmer"),
        ("analysis = { stammer = 'x' }", "line 1, column 1: unknown key 'stammer'; known keys here are stemmer"),
        ("[ \"analysis\" ]\n\"stammer\" = 1", "line 2, column 1: unknown key 'stammer'; known keys here are stemmer"),
        (
            "index.jobs = 1\n\"a=b\" = 1",
            "line 2, column 1: unknown key 'a=b'; known keys here are index, analysis, search, daemon, folder"
        ),
        ("daemon = 4", "line 1, column 1: 'daemon' must be a table, not a whole number"),
        ("[daemon]\nthreads = \"4\"", "line 2, column 1: 'threads' must be a whole number, not a string"),
        ("[daemon]\nthreads = 1.5", "line 2, column 1: 'threads' must be a whole number, not a number with a fraction"),
        ("[daemon]\nthreads = true", "line 2, column 1: 'threads' must be a whole number, not a boolean"),
        ("[daemon]\nsocket = 1979-05-27", "line 2, column 1: 'socket' must be a string, not a date or time"),
        ("[search]\nsynonyms = []", "line 2, column 1: 'synonyms' must be a string, not an array"),
        (
            "[search]\nsynonyms = 's.txt'",
            "line 2, column 1: 'synonyms' must be an absolute path or begin with '~/', not \"s.txt\""
        ),
        ("[daemon.socket]\n", "line 1, column 1: 'socket' must be a string, not a table"),
        ("[index]\nfolders = \"/srv\"", "line 2, column 1: 'folders' must be an array of strings, not a string"),
        ("[index]\nfolders = [[]]", "line 2, column 1: 'folders' must be an array of strings, not an array"),
        ("[daemon]\nthreads = 1025", "line 2, column 1: 'threads' must be 0 to 1024, not 1025"),
        ("[daemon]\nqueue = 0", "line 2, column 1: 'queue' must be 1 to 65536, not 0"),
        ("[daemon]\ndeadline_ms = 9", "line 2, column 1: 'deadline_ms' must be 10 to 600000, not 9"),
        ("[daemon]\nidle_timeout_s = 0", "line 2, column 1: 'idle_timeout_s' must be 1 to 3600, not 0"),
        ("[daemon]\nmax_connections = 0", "line 2, column 1: 'max_connections' must be 1 to 65536, not 0"),
        ("[daemon]\ndrain_s = -1", "line 2, column 1: 'drain_s' must be 0 to 3600, not -1"),
        ("[index]\njobs = 1025", "line 2, column 1: 'jobs' must be 0 to 1024, not 1025"),
        (
            "[index]\nmax_file_bytes = 1023",
            "line 2, column 1: 'max_file_bytes' must be 1024 to 2147483647, not 1023"
        ),
        (
            "[index]\npath = \"index\"",
            "line 2, column 1: 'path' must be an absolute path or begin with '~/', not \"index\""
        ),
        (
            "[index]\nfolders = [\"~lan/docs\"]",
            "line 2, column 1: 'folders' must be an absolute path or begin with '~/', not \"~lan/docs\""
        ),
        (
            "[daemon]\nsocket_mode = \"0888\"",
            "line 2, column 1: 'socket_mode' must be an octal mode such as \"0660\", not \"0888\""
        ),
        (
            "[daemon]\nsocket_mode = \"+660\"",
            "line 2, column 1: 'socket_mode' must be an octal mode such as \"0660\", not \"+660\""
        ),
        (
            "[daemon]\nsocket_mode = \"1777\"",
            "line 2, column 1: 'socket_mode' must be an octal mode such as \"0660\", not \"1777\""
        ),
        ("[daemon]\nsocket_mode = 0o660", "line 2, column 1: 'socket_mode' must be a string, not a whole number"),
        (
            "[daemon]\nlog_level = \"loud\"",
            "line 2, column 1: 'log_level' must be one of trace, debug, info, notice, warning, error, critical, "
                + "not \"loud\""
        ),
        (
            "[analysis]\nstemmer = \"English\"",
            "line 2, column 1: 'stemmer' must be a name in small letters, such as \"english\", not \"English\""
        ),
        ("[[daemon]]", "line 1, column 1: 'daemon' must be a table, not an array"),
        ("[index]\nhidden = 1", "line 2, column 1: 'hidden' must be true or false, not a whole number"),
        ("[index]\nexclude = '*'", "line 2, column 1: 'exclude' must be an array of strings, not a string"),
        ("[index]\ninclude = [1]", "line 2, column 1: 'include' must be an array of strings, not a whole number"),
        (
            "[index]\nexclude = ['a', '坏[']",
            "line 2, column 1: 'exclude' has the pattern \"坏[\", which can match nothing: it ends badly"
        ),
        (
            "[index]\nonly_types = ['text']",
            "line 2, column 1: 'only_types' must be types such as \"text/html\" or \"image/*\", not \"text\""
        ),
        (
            "[index]\nfallback_encodings = ['']",
            "line 2, column 1: 'fallback_encodings' must be names of encodings such as \"GB18030\", not \"\""
        ),
        ("folder = 1", "line 1, column 1: 'folder' must be tables [[folder]], not a whole number"),
        ("folder = [1]", "line 1, column 1: 'folder' must be tables [[folder]], not a whole number"),
        ("[folder]\npath = '/a'", "line 1, column 1: 'folder' must be tables [[folder]], not a table"),
        ("[[folder]]\nhidden = true", "line 1, column 1: a [[folder]] must have a 'path'"),
        ("[[folder]]\npath = '/a'\n [[folder]]\n", "line 3, column 2: a [[folder]] must have a 'path'"),
        (
            "[[folder]]\npath = '/a'\nhidden = true\n[[folder]]\npath = '/b'\nhidden = 1",
            "line 6, column 1: 'hidden' must be true or false, not a whole number"
        ),
        (
            "[[folder]]\npath = '/a'\njobs = 2",
            "line 3, column 1: unknown key 'jobs'; known keys here are path, max_file_bytes, min_file_bytes, include, "
                + "exclude, hidden, one_file_system, follow_links, only_types, skip_types, fallback_encodings"
        ),
        (
            "[[folder]]\npath = 'a'",
            "line 2, column 1: 'path' must be an absolute path or begin with '~/', not \"a\""
        ),
        // toml++ would abort on the last four of these.
        ("[[[daemon]]]", "line 1, column 1: '[' must begin a section, such as [daemon] or [[folder]]"),
        ("[index]\n \t[[=", "line 2, column 3: '[' must begin a section, such as [daemon] or [[folder]]"),
        ("[#daemon]", "line 1, column 1: '[' must begin a section, such as [daemon] or [[folder]]"),
        ("[index]\nfolders = ['[', # ]\n }", "line 3, column 2: expected a value or ']', saw '}'"),
        ("jobs = [}", "line 1, column 9: expected a value or ']', saw '}'"),
        // The parser's own words.
        ("[daemon]\nthreads =\n", "line 2, column 10: Error while parsing key-value pair: expected value, saw '\\n'"),
    ])
    func `what a file cannot mean is refused with its place`(text: String, cause: String) {
        let error = #expect(throws: ConfigurationError.self) { try parse(text) }
        #expect(error?.description == "cannot read configuration '/etc/sou/sou.toml': \(cause)")
    }

    @Test func `a folder has what it says and otherwise what index says, in whichever order they stand`() throws {
        let configuration = try parse(
            """
            [[folder]]
            path = "~/书"
            exclude = []
            max_file_bytes = 2048
            [index]
            path = "/data"
            exclude = ["*.bak"]
            hidden = true
            [[folder]]
            path = "/srv"
            hidden = false
            """)
        var first = configuration.index.selection
        #expect(first.exclude == ["*.bak"])
        first.exclude = []
        first.maxFileBytes = 2048
        var second = configuration.index.selection
        second.hidden = false
        #expect(
            configuration.folders == [
                Configuration.Folder(path: "/home/lan/书", selection: first),
                Configuration.Folder(path: "/srv", selection: second),
            ])
        #expect(configuration.index.path == "/data")
        #expect(try parse("folder = [{path = '/a'}, {path = '/b'}]").folders.map(\.path) == ["/a", "/b"])
    }

    @Test func `a tilde without a home is refused`() {
        let error = #expect(throws: ConfigurationError.self) { try parse("[index]\npath = '~/index'", home: nil) }
        #expect(
            error?.description
                == "cannot read configuration '/etc/sou/sou.toml': line 2, column 1: HOME is not set; "
                + "set it to the absolute path of your home")
    }

    @Test(arguments: [#""a\"b" = 1"#, #""a\\b" = 1"#, #""\u7d22\U00005F15" = 1"#, #""\t\f\b\r\n" = 1"#])
    func `a key that is written with escapes has a place`(text: String) {
        let error = #expect(throws: ConfigurationError.self) { try parse("\n" + text) }
        #expect(error?.position == TextPosition(line: 2, column: 1))
    }

    @Test func `whatever is written is a configuration or an error with a place in the text`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededRandom(seed: seed)
        let pieces = [
            "[index]", "[daemon]", "[[folder]]", "[[", "]]", "hidden", "exclude", "[", "]", "=", "\n", "\n", " ", "\"",
            "'", "\"\"\"", "\'\'\'", "\\", "#", ".", ",",
            "{", "}", "path",
            "threads", "queue", "folders", "\\\"", "\"/文\"", "1", "-7", "99999999999999999999", "0o7", "true", "索引",
            "\u{301}",
        ]
        for _ in 0..<5000 {
            let count = Int.random(in: 1...12, using: &generator)
            let text = (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
            let lineCount = text.unicodeScalars.count { $0 == "\n" } + 1
            do {
                _ = try parse(text)
            } catch let error as ConfigurationError {
                // The parser may point at the end of the text, a line after its last.
                let line = try #require(error.position?.line, "seed \(seed): \(text)")
                #expect((1...lineCount + 1).contains(line), "seed \(seed): \(text)")
            }
        }
    }
}
