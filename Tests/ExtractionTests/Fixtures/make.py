#!/usr/bin/env python3
"""Makes the files of this folder: a small text in each format, by LibreOffice ('soffice') and the standard library.

Run in this folder. The files differ in their dates from run to run; tests do not mind.
"""

import email.message
import gzip
import pathlib
import shutil
import subprocess
import tempfile
import zipfile

TITLE = "山里的电站"
PARAGRAPHS = [
    "山里有一座小小的电站，是三十年前修的，只有两个人看守。",
    "那天夜里下着雨，水轮机转了一夜，值班的人没有睡，他守着仪表，听着水声，一直坐到天亮。",
    "第二天早上雾散了，他们把门打开，看见河水漫过了石头。",
]

FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.%s">
<office:meta><dc:title>%s</dc:title><meta:initial-creator>王小明</meta:initial-creator></office:meta>
<office:body>%s</office:body></office:document>
"""


def flat(kind):
    lines = [TITLE] + PARAGRAPHS
    if kind == "text":
        body = "<office:text>%s</office:text>" % "".join(f"<text:p>{line}</text:p>" for line in lines)
    elif kind == "spreadsheet":
        rows = "".join(
            f"<table:table-row><table:table-cell office:value-type='float' office:value='{number}'><text:p>{number}"
            f"</text:p></table:table-cell><table:table-cell office:value-type='string'><text:p>{line}</text:p>"
            "</table:table-cell></table:table-row>"
            for number, line in enumerate(lines)
        )
        body = f"<office:spreadsheet><table:table table:name='电站'>{rows}</table:table></office:spreadsheet>"
    else:
        body = "<office:presentation>%s</office:presentation>" % "".join(
            f"<draw:page draw:name='p{number}'><draw:frame svg:x='1cm' svg:y='1cm' svg:width='20cm' svg:height='5cm'>"
            f"<draw:text-box><text:p>{line}</text:p></draw:text-box></draw:frame></draw:page>"
            for number, line in enumerate(lines)
        )
    return FLAT % (kind, TITLE, body)


def office():
    with tempfile.TemporaryDirectory() as folder:
        for kind, suffix, targets in [
            ("text", "fodt", ["odt", "docx", "rtf", "pdf"]),
            ("spreadsheet", "fods", ["ods", "xlsx"]),
            ("presentation", "fodp", ["odp", "pptx"]),
        ]:
            source = pathlib.Path(folder, f"电站.{suffix}")
            source.write_text(flat(kind), encoding="utf-8")
            for target in targets:
                subprocess.run(
                    ["soffice", "--headless", "--convert-to", target, "--outdir", folder, source], check=True
                )
                shutil.copy(pathlib.Path(folder, f"电站.{target}"), ".")
        shutil.copy(pathlib.Path(folder, "电站.fodt"), ".")


def epub():
    with zipfile.ZipFile("电站.epub", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr(
            "META-INF/container.xml",
            "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container' version='1.0'><rootfiles>"
            "<rootfile full-path='OEBPS/书.opf' media-type='application/oebps-package+xml'/></rootfiles></container>",
        )
        numbers = range(len(PARAGRAPHS))
        items = "".join(f"<item id='c{n}' href='章{n}.xhtml' media-type='application/xhtml+xml'/>" for n in numbers)
        spine = "".join(f"<itemref idref='c{n}'/>" for n in numbers)
        book.writestr(
            "OEBPS/书.opf",
            "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>"
            f"<dc:title>{TITLE}</dc:title></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>",
        )
        for number, paragraph in enumerate(PARAGRAPHS):
            book.writestr(
                f"OEBPS/章{number}.xhtml",
                f"<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body><p>{paragraph}</p></body></html>",
            )


def mail():
    message = email.message.EmailMessage()
    message["Subject"] = TITLE
    message["From"] = "王小明 <wang@example.com>"
    message["Date"] = "Tue, 08 Feb 2022 20:53:15 +0800"
    message.set_content("\n".join(PARAGRAPHS))
    message.add_alternative("".join(f"<p>{line}</p>" for line in PARAGRAPHS), subtype="html")
    message.add_attachment(b"\x89PNG\r\n\x1a\n\x00", maintype="image", subtype="png", filename="电站.png")
    pathlib.Path("电站.eml").write_bytes(bytes(message))


def compressed():
    text = "\n\n".join([TITLE] + PARAGRAPHS).encode("utf-8")
    pathlib.Path("电站.txt.gz").write_bytes(gzip.compress(text, mtime=0))
    for program, suffix in [("xz", "xz"), ("zstd", "zst"), ("bzip2", "bz2")]:
        packed = subprocess.run([program], input=text, stdout=subprocess.PIPE, check=True).stdout
        pathlib.Path(f"电站.txt.{suffix}").write_bytes(packed)


office()
epub()
mail()
compressed()
