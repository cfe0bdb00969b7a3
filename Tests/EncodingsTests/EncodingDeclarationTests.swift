import Testing

@testable import Encodings

@Suite struct EncodingDeclarationTests {
    @Test(arguments: [
        ("<?xml version=\"1.0\" encoding='gb2312'?>\n<a/>", "GB18030"),
        ("<html><head><meta charset=big5></head>", "Big5"),
        ("<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=EUC-KR\">", "EUC-KR"),
        ("<meta name=a content=b>\n<meta charset = \"shift_jis\" />", "Shift_JIS"),
        ("# -*- coding: euc-jp-unix -*-\nprint()", "EUC-JP"),
        ("#!/usr/bin/python\n# coding=cp936\n", "GB18030"),
        (";; -*- mode: text; coding: chinese-gbk; fill-column: 70 -*-\n", "GB18030"),
        ("text\n# vim: set ts=8 fileencoding=cp950:\n", "Big5"),
        ("// vi: fenc=sjis\ntext", "Shift_JIS"),
        ("msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=GB2312\\n\"\n", "GB18030"),
        ("text\n\n;; Local Variables:\n;; mode: text\n;; coding: koi8-r\n;; End:\n", "KOI8-R"),
        ("<?xml version=\"1.0\" encoding=\"latin1\"?><meta charset=\"gbk\">", "windows-1252 GB18030"),
        // Not declarations, or of nothing.
        ("\n\n# coding: gbk in the third line\n", ""),
        ("the charset=gbk of a sentence", ""),
        ("<meta charset=", ""),
        ("<meta charset=\"x-user-defined\">", ""),
        ("<meta charset=\"utf-7\">", ""),
        ("<?xml encoding", ""),
        ("", ""),
    ])
    func `a file names its encoding in the ways of its format`(text: String, names: String) {
        #expect(EncodingDeclaration.encodings(in: Array(text.utf8)).map(\.name).joined(separator: " ") == names)
    }

    @Test func `the line of an editor is found at the end of a long file`() {
        let text = Array(repeating: "line\n", count: 5_000).joined() + "\" vim:fenc=euc-tw:\n"
        #expect(EncodingDeclaration.encodings(in: Array(text.utf8)).map(\.name) == ["EUC-TW"])
    }
}
