extension TextFormat {
    /// By the content where that is certain, then by the extension of the name.
    ///
    /// An extension that names a format of its own is believed, whatever the text looks like: how a format's manual
    /// begins says nothing. What "txt", no extension and an unknown one leave open, the first characters may decide.
    init(of text: [UInt8], fileExtension: String) {
        if fileExtension == "xml", Self.beginsAsHTML(text) {
            self = .html
        } else if let named = Self.byExtension[fileExtension] {
            self = named
        } else {
            let isNamedAsText = ["txt", "text", "log"].contains(fileExtension)
            self = Self.byContent(text, isNamedAsText: isNamedAsText) ?? .plain
        }
    }

    // MARK: The name

    private static let byExtension: [String: TextFormat] = {
        let formats: [(TextFormat, String)] = [
            (.markdown, "md markdown mdown mkd mkdn mdwn rmd qmd"),
            (.mdx, "mdx"),
            (.html, "html htm xhtml xht shtml"),
            (.xml, "xml svg rss atom opml rdf docbook dbk xsl xslt xsd tmx xliff xlf resx plist kml gpx fb2 ttml"),
            (.json, "json json5 jsonc geojson ipynb har webmanifest"),
            (.jsonLines, "jsonl ndjson"),
            (.reStructuredText, "rst rest"),
            (.org, "org"),
            (.asciiDoc, "adoc asciidoc asc"),
            (.latex, "tex latex ltx"),
            (.commaSeparated, "csv"),
            (.tabSeparated, "tsv tab"),
            (.subRip, "srt"),
            (.webVTT, "vtt"),
            (.subStation, "ass ssa"),
            (.lyrics, "lrc"),
        ]
        var byExtension: [String: TextFormat] = [:]
        for (format, names) in formats {
            for name in names.split(separator: " ") { byExtension[String(name)] = format }
        }
        for (mediaType, names) in sourceCode {
            for name in names.split(separator: " ") { byExtension[String(name)] = .sourceCode(mediaType: mediaType) }
        }
        return byExtension
    }()

    /// Media types as freedesktop.org's shared database has them, and the extensions of each.
    private static let sourceCode: [(mediaType: String, names: String)] = [
        ("text/x-c", "c h"),
        ("text/x-c++", "cc cpp cxx c++ hh hpp hxx ino"),
        ("text/x-objective-c", "m mm"),
        ("text/x-csharp", "cs"),
        ("text/x-java", "java"),
        ("text/x-kotlin", "kt kts"),
        ("text/x-scala", "scala sc"),
        ("text/x-groovy", "groovy gradle"),
        ("text/x-go", "go"),
        ("text/rust", "rs"),
        ("text/x-swift", "swift"),
        ("text/x-python", "py pyw pyi"),
        ("text/x-ruby", "rb"),
        ("text/x-perl", "pl pm"),
        ("text/x-php", "php"),
        ("text/x-lua", "lua"),
        ("text/x-r", "r"),
        ("text/x-julia", "jl"),
        ("text/x-haskell", "hs"),
        ("text/x-erlang", "erl hrl"),
        ("text/x-elixir", "ex exs"),
        ("text/x-ocaml", "ml mli"),
        ("text/x-lisp", "lisp el clj cljs scm"),
        ("text/x-pascal", "pas dpr"),
        ("text/x-fortran", "f f90 f95 for"),
        ("text/x-basic", "bas vb vbs"),
        ("text/x-asm", "s asm"),
        ("text/x-dart", "dart"),
        ("text/x-zig", "zig"),
        ("text/javascript", "js mjs cjs jsx"),
        ("text/x-typescript", "ts tsx mts cts"),
        ("text/x-vue", "vue svelte"),
        ("text/css", "css scss sass less"),
        ("text/x-sql", "sql"),
        ("text/x-shellscript", "sh bash zsh fish"),
        ("text/x-powershell", "ps1 psm1"),
        ("text/x-bat", "bat cmd"),
        ("text/x-makefile", "mk mak"),
        ("text/x-cmake", "cmake"),
        ("text/x-diff", "diff patch"),
        ("text/x-tex", "sty cls dtx"),
        ("text/x-bibtex", "bib"),
        ("text/x-protobuf", "proto"),
        ("text/x-graphql", "graphql gql"),
        ("text/x-yaml", "yaml yml"),
        ("text/x-toml", "toml"),
        ("text/x-ini", "ini cfg conf properties desktop service"),
    ]

    // MARK: The content

    /// Works on bytes, for every small file is asked.
    private static func byContent(_ text: [UInt8], isNamedAsText: Bool) -> TextFormat? {
        if beginsAsHTML(text) { return .html }
        let start = text.prefix(1024).drop { $0 <= 0x20 }
        var lines: [ArraySlice<UInt8>] = []
        var rest = start
        while lines.count < 9 {
            let line = rest.prefix { $0 != 0x0A }
            lines.append(line)
            if line.endIndex == rest.endIndex { break }
            rest = rest[(line.endIndex + 1)...]
        }
        let first = lines[0]
        if has("<?xml ", first) { return .xml }
        if has("WEBVTT", first), first.count == 6 || [0x20, 0x09].contains(first[first.startIndex + 6]) {
            return .webVTT
        }
        if has("[script info]", lowered: first), first.count == 13 { return .subStation }
        if lines.count > 1, CueReader.isTiming(lines[1]),
            String(decoding: first, as: UTF8.self).allSatisfy(\.isNumber)
        {
            return .subRip
        }
        if has("#+title:", lowered: first) { return .org }
        let command = lines.first { $0.first != nil && $0.first != UInt8(ascii: "%") } ?? []
        if has("\\documentclass", command) || has("\\begin{document}", command) { return .latex }
        return isNamedAsText ? nil : jsonFormat(start, lines: lines)
    }

    /// The first thing is a tag or a comment, and `<html` or its doctype comes soon after.
    private static func beginsAsHTML(_ text: [UInt8]) -> Bool {
        var rest = text.prefix(1024).drop { $0 <= 0x20 }
        guard rest.first == UInt8(ascii: "<") else { return false }
        while let tag = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[tag...]
            if has("<!doctype html", lowered: rest) { return true }
            if has("<html", lowered: rest), rest.count > 5, [0x3E, 0x20, 0x0A].contains(rest[tag + 5]) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    private static func has(_ prefix: StaticString, _ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.starts(with: UnsafeBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount))
    }

    /// Whether the bytes begin so when their capital letters are made small.
    private static func has(_ prefix: StaticString, lowered bytes: ArraySlice<UInt8>) -> Bool {
        bytes.lazy.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
            .starts(with: UnsafeBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount))
    }

    /// An object that begins with a member, or an array that begins with such an object; several of them on lines of
    /// their own are JSON Lines. A single bracket begins many other things.
    private static func jsonFormat(_ start: ArraySlice<UInt8>, lines: [ArraySlice<UInt8>]) -> TextFormat? {
        var rest = start
        let isArray = rest.first == UInt8(ascii: "[")
        if isArray { rest = rest.dropFirst().drop { $0 <= 0x20 } }
        guard rest.first == UInt8(ascii: "{") else { return nil }
        rest = rest.dropFirst().drop { $0 <= 0x20 }
        guard rest.first == UInt8(ascii: "\"") else { return nil }
        rest = rest.dropFirst().drop { $0 != UInt8(ascii: "\"") && $0 != 0x0A }
        guard rest.first == UInt8(ascii: "\"") else { return nil }
        guard rest.dropFirst().drop(while: { $0 <= 0x20 }).first == UInt8(ascii: ":") else { return nil }
        let isRecord =
            !isArray && lines[0].last == UInt8(ascii: "}") && lines.count > 1 && lines[1].first == UInt8(ascii: "{")
        return isRecord ? .jsonLines : .json
    }
}
