import Documents
import Testing

@testable import Extraction

@Suite struct MailTests {
    private static let headers =
        "From: li@example.com\nTo: b@c\nDate: Tue, 8 Feb 2022 20:53:15 +0800 (CST)\nMIME-Version: 1.0\n"

    private static func mail(_ rest: String) throws -> ExtractedDocument {
        try extracted(headers + rest, name: "a.eml")
    }

    /// Else 17 MB of encoded words took minutes.
    @Test func `of a header without end only the beginning counts`() throws {
        let subject = String(repeating: "=?utf-8?B?5aGU?= ", count: 20_000)
        let mail = Array("From: a@b\r\nSubject: \(subject)\r\n\r\nx".utf8)
        let headers = MailHeaders(mail, 0..<mail.count)
        #expect(headers["subject"]?.count == 100_000)
        #expect(headers.bodyOffset == mail.count - 1)
        #expect(try extracted(mail, name: "a.eml").title.hasPrefix("塔塔"))
    }

    @Test func `headers are metadata, whether their words are encoded or not`() throws {
        let document = try Self.mail("Subject: =?utf-8?B?5bGx6YeM?= =?UTF-8?Q?=E7=9A=84_a?= 电站\n\n正文\r\n第二行\n")
        #expect(document.title == "山里的 a 电站")
        #expect(document.author == "li@example.com")
        #expect(document.dateSeconds == 1_644_324_795)
        #expect(document.string == "正文\n第二行")
        #expect(document.mediaType == "message/rfc822")
        #expect(document.places == .none)
    }

    @Test(arguments: [
        (#"=?utf-8?B?546L?= <a@b.c>"#, "王"),
        (#""王, 小明" <a@b.c>"#, "王, 小明"),
        ("<a@b.c>", "a@b.c"),
        ("a@b.c", "a@b.c"),
    ])
    func `the author is the sender's name, else the address`(from: String, author: String) throws {
        #expect(try extracted("From: \(from)\nSubject: 题\n\n文", name: "a.eml").author == author)
    }

    @Test func `an encoded word that breaks a character is put together`() throws {
        // 山 is E5 B1 B1.
        #expect(try Self.mail("Subject: =?utf-8?Q?=E5=B1?=\n =?utf-8?Q?=B1?=\n\n文").title == "山")
    }

    @Test func `headers and bodies in GBK are read, declared or raw`() throws {
        let declared = Array(
            "Subject: =?gb2312?B?1tC5+rXE?= =?GB2312?B?tefVvg==?=\nContent-Type: text/plain; charset=gb2312\n\n".utf8)
        let raw = Array("Subject: ".utf8) + chinaInGBK + Array("\nContent-Type: text/plain; charset=gbk\n\n".utf8)
        for head in [declared, raw] {
            let document = try extracted(Array(Self.headers.utf8) + head + chinaInGBK, name: "a.eml")
            #expect(document.title == "中国的电站")
            #expect(document.string == "中国的电站")
        }
    }

    @Test func `of two forms of one text the plain one is read, and the other when it is empty`() throws {
        let parts = { (plain: String) in
            """
            Content-Type: multipart/alternative; boundary="=_a b"

            Preamble
            --=_a b
            Content-Type: text/plain

            \(plain)
            --=_a b
            Content-Type: multipart/related; boundary=r

            --r
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            <p>=E7=BD=91=E9=A1=
            =B5</p>
            --r
            Content-Type: image/png
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --r--
            --=_a b--
            Epilogue
            """
        }
        #expect(try Self.mail(parts("平文")).string == "平文")
        #expect(try Self.mail(parts(" ")).string == "网页")
    }

    @Test func `attachments are read by their names, mails in mails too`() throws {
        let document = try Self.mail(
            """
            Subject: 外
            Content-Type: multipart/mixed; boundary=x

            --x
            Content-Type: text/plain

            见附件
            --x
            Content-Type: application/octet-stream; name*0*=utf-8''%E8%A1%A8; name*1*=.htm
            Content-Transfer-Encoding: base64

            PHA+6YeMPGI+6Z2iPC9iPjwvcD4=
            --x
            Content-Type: image/png
            Content-Disposition: attachment; filename="=?utf-8?B?5Zu+?=.png"
            Content-Transfer-Encoding: base64

            iVBORw0KGgoAAAAN
            --x
            Content-Type: message/rfc822

            From: "王" <w@x>
            Subject: 内

            里面的信
            --x--
            """)
        #expect(document.title == "外")
        #expect(document.string == "见附件\n\n表.htm\n\n里面\n\n图.png\n\n内\n\n王\n\n里面的信")
        #expect(document.notices == [])
    }

    /// Found by fuzzing.
    @Test func `an attachment's name brings no control characters into the text`() throws {
        let document = try Self.mail(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/png\n"
                + "Content-Disposition: attachment; filename=\"=?utf-8?Q?=E5=9B=BE=0D=00=E7=89=87?=.png\"\n\nx\n--b--\n"
        )
        #expect(document.string == "图  片.png\n\nx")
    }

    @Test func `an attachment that cannot be read is told`() throws {
        let document = try Self.mail(
            """
            Content-Type: multipart/mixed; boundary=x

            --x
            Content-Type: application/pdf; name="a.pdf"

            %PDF-1.7
            --x--
            """)
        #expect(document.string == "a.pdf")
        #expect(document.notices == ["attachment 'a.pdf': the file is damaged: it has no pages that can be found"])
    }

    @Test func `a saved web page is its pages`() throws {
        let document = try extracted(
            """
            From: <Saved by Blink>
            Snapshot-Content-Location: https://example.com/
            Subject: =?utf-8?Q?=E9=A1=B5?=
            Date: Wed, 3 Mar 2021 10:00:00 -0000
            MIME-Version: 1.0
            Content-Type: multipart/related; type="text/html"; boundary="----M"

            ------M
            Content-Type: text/html
            Content-Transfer-Encoding: quoted-printable

            <html lang=3D"zh"><head><title>x</title></head><body>=E6=AD=A3<b>=E6=96=87</b></body></html>
            ------M
            Content-Type: text/css

            body { color: red }
            ------M--
            """, name: "a.mhtml")
        #expect(document.string == "正文")
        #expect(document.title == "页")
        #expect(document.language == "zh")
        #expect(document.mediaType == "multipart/related")
    }

    @Test func `a mailbox is all its messages`() throws {
        let document = try extracted(
            """
            From a@b Tue Feb  8 20:53:15 2022
            From: 甲 <a@b>
            Subject: 第一封
            Date: Tue, 8 Feb 2022 20:53:15 +0800

            一
            From here on it goes on.

            From c@d Tue Feb  8 20:54:15 2022
            From: c@d
            Subject: 第二封

            二

            """, name: "a.mbox")
        #expect(document.string == "第一封\n\n甲\n\n一\nFrom here on it goes on.\n\n第二封\n\nc@d\n\n二")
        #expect(document.mediaType == "application/mbox")
    }

    @Test(arguments: [
        ("a.txt", "From: a\nSubject: b\nDate: c\nMessage-ID: d\n\n文", "text/plain"),
        ("a", "From: a\nSubject: b\nDate: c\nMessage-ID: d\n\n文", "message/rfc822"),
        ("a", "From: a\nSubject: b\n\n文", "text/plain"),
        ("a", "From here on it goes on.\n文", "text/plain"),
        ("a.eml", "文章", "text/plain"),
        ("a.eml", "Subject: b\n\n文", "message/rfc822"),
    ])
    func `a mail is told by its headers, unless its name says it is another text`(
        name: String, text: String, type: String
    )
        throws
    {
        #expect(try extracted(text, name: name).mediaType == type)
    }

    @Test func `attachments that cannot be read are told of up to a number`() throws {
        let part = "--b\nContent-Disposition: attachment; filename=a.bz2\n\nBZh91AY&SY破破\n"
        let document = try Self.mail(
            "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: part, count: 300))
        #expect(document.notices.count == 20)
        #expect(document.notices.last == "there are 281 notices more")
    }

    @Test(.timeLimit(.minutes(10))) func `a subject of 300,000 encoded words is read up to a length`() throws {
        let subject = String(repeating: "=?gbk?q?=b0=a1?==?big5?q?=b0=a1?=", count: 150_000)
        #expect(try Self.mail("Subject: \(subject)\n\n文").title.hasPrefix("啊"))
    }

    @Test func `a mailbox of many mails is read to its end`() throws {
        let mail = "From a\nMessage-ID: 1\nFrom: a\nSubject: s\n\nb\n\n"
        let box = String(repeating: mail, count: 11_000) + "From a\nFrom: a\n\n末尾\n"
        let document = try extracted(box, name: "a.mbox")
        #expect(document.string.hasSuffix("末尾"))
        #expect(document.notices == [])
    }

    @Test func `parts within parts within parts end with a notice`() throws {
        let text = (0..<1000).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
        let document = try Self.mail(text + "\n深")
        #expect(document.notices == ["the mail has too many parts; what is over is left out"])
    }

    @Test(
        arguments: [
            ("Tue, 8 Feb 2022 20:53:15 +0800", 1_644_324_795),
            ("8 Feb 22 20:53 +0800", 1_644_324_780),
            ("Tue,  8 Feb 2022 12:53:15 GMT", 1_644_324_795),
            ("Tue, 8 Feb 2022 20:53:15 CST", 1_644_324_795),
            ("8 Feb 99 00:00:00", 918_432_000),
            ("Tue, 30 Feb 2022 20:53:15 +0800", nil),
            ("heute", nil),
            ("", nil),
        ] as [(String, Int64?)])
    func `dates of mail are read`(text: String, seconds: Int64?) {
        #expect(MailDate.seconds(from: text) == seconds)
    }
}
