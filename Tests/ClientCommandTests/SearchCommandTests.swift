import ArgumentParser
import Testing
import Wire

@testable import ClientCommand

struct SearchCommandTests {
    @Test(arguments: [
        (["雷军"], ["q=雷军"]),
        (["雷军", "造车"], ["q=雷军 造车"]),
        (["-n", "3", "雷军", "造车"], ["q=雷军 造车", "limit=3"]),
        (["雷军", "-n3", "造车"], ["q=雷军 造车", "limit=3"]),
        (["雷军", "--limit=0"], ["q=雷军", "limit=0"]),
        (["雷军", "--limit", "1000", "--offset", "20"], ["q=雷军", "limit=1000", "offset=20"]),
        (["--sort", "-date", "a"], ["q=a", "sort=-date"]),
        (["--sort=-size", "a"], ["q=a", "sort=-size"]),
        (["a", "--sort", "path"], ["q=a", "sort=path"]),
        (["--match", "any", "a"], ["q=a", "match=any"]),
        (["--facet", "tag,year", "a"], ["q=a", "facet=tag,year"]),
        (["--facet=tag", "a", "--facet", "year,tag"], ["q=a", "facet=tag,year"]),
        (["--explain", "a"], ["q=a", "explain=true"]),
        // A number alone needs no hits; the whole object does.
        (["--count", "a", "--offset", "7"], ["q=a", "limit=0", "count=exact"]),
        (["--count", "--json", "a", "--offset", "7"], ["q=a", "offset=7", "count=exact"]),
        (["--", "-小米"], ["q=-小米"]),
        (["雷军", "--", "-小米", "--json"], ["q=雷军 -小米 --json"]),
        (["雷军 -小米"], ["q=雷军 -小米"]),
        (["a", "-"], ["q=a -"]),
        ([""], ["q="]),
        ([" a ", "b"], ["q= a  b"]),
    ])
    func `a command line is a request`(arguments: [String], items: [String]) throws {
        let command = try SearchCommand.parse(arguments)
        #expect(command.parameters.queryItems.map { "\($0.name.rawValue)=\($0.value)" } == items)
    }

    @Test(arguments: [
        ([], OutputFormat.people),
        (["--explain"], .people),
        (["--json"], .json),
        (["--json", "--count"], .json),
        (["--jsonl"], .jsonLines),
        (["-l"], .paths(terminator: 10)),
        (["--paths"], .paths(terminator: 10)),
        (["-0"], .paths(terminator: 0)),
        (["-l0"], .paths(terminator: 0)),
        (["-0", "-l"], .paths(terminator: 0)),
        (["--count"], .count),
    ])
    func `the options choose one format`(options: [String], format: OutputFormat) throws {
        #expect(try SearchCommand.parse(options + ["a"]).format == format)
    }

    @Test(arguments: [
        (["--unheard", "a"], "Unknown option '--unheard'"),
        (["-foo"], "Unknown option '-foo'"),
        (["雷军", "-小米"], "Unknown option '-小米'"),
        (["--lmit", "3", "a"], "Unknown option '--lmit'. Did you mean '--limit'?"),
        (["-n", "x", "a"], "The value 'x' is invalid for '-n <N>'"),
        (["-n", "-1", "a"], "Missing value for '-n'"),
        (
            ["--facet", "tag,colour", "a"],
            "The value 'tag,colour' is invalid for '--facet <FIELDS>'. Please provide one of 'author', 'tag', 'type' or 'year'."
        ),
        (["-n", "1001", "a"], "'--limit' takes 0 to 1000"),
        (["--limit=-1", "a"], "'--limit' takes 0 to 1000"),
        (["--offset=-1", "a"], "'--offset' takes 0 to 1000000000"),
        (["--offset", "1000000001", "a"], "'--offset' takes 0 to 1000000000"),
        (["--json", "--jsonl", "a"], "'--json' and '--jsonl' exclude each other"),
        (["--json", "-l", "a"], "'--json' and '--paths' exclude each other"),
        (["--jsonl", "-0", "a"], "'--jsonl' and '-0' exclude each other"),
        (["--count", "-l", "a"], "'--count' and '--paths' exclude each other"),
        (["--count", "--jsonl", "a"], "'--count' and '--jsonl' exclude each other"),
        (["--timeout", "0", "a"], "'--timeout' takes more than 0 and at most 86400 seconds"),
        (["--timeout", "nan", "a"], "'--timeout' takes more than 0 and at most 86400 seconds"),
        (["--timeout", "inf", "a"], "'--timeout' takes more than 0 and at most 86400 seconds"),
        (["--color"], "Missing value for '--color <color>'"),
    ])
    func `a mistake is named`(arguments: [String], message: String) {
        let error = #expect(throws: (any Error).self) { try SearchCommand.parse(arguments) }
        #expect(error.map { SearchCommand.message(for: $0) } == message)
    }

    @Test func `the help names every option and shows examples`() {
        let help = SearchCommand.helpMessage()
        for word in [
            "-n, --limit", "--offset", "--sort", "--match", "--json", "--jsonl", "-l, --paths", "-0", "--color",
            "--count",
            "--facet", "--explain", "--socket", "--timeout", "--version", "sou status", "sou search", "EXAMPLES",
            "Exit status: 0",
            "(default: 0)", "(default: 10)", "(default: 10.0)",
            "default: relevance)", "default: all)", "default: auto)",
            // The language of queries.
            "“…”", "A OR B", "-A", "小米*", "NEAR/20", "title:A", "date:2016-10..2017", "size:>1M",
        ] {
            #expect(help.contains(word), "\(word)")
        }
    }
}
