import Documents
import Testing

@testable import Extraction

@Suite struct LaTeXTests {
    @Test(arguments: [
        ("小\\textbf{米}手{\\bf 机}", "小米手机"),
        ("甲% 注释\n  乙", "甲乙"),
        ("100\\% 与 \\& \\_ \\# \\{甲\\}", "100% 与 & _ # {甲}"),
        ("甲~乙\\,丙", "甲 乙 丙"),
        ("\\section{第一\\emph{章}}\n正文", "第一章\n\n正文"),
        ("\\section*{甲}\\label{sec:a}乙\\ref{sec:a}丙\\cite{b}", "甲\n\n乙丙"),
        ("\\section[短]{长的标题}", "长的标题"),
        ("甲\n乙\n\n丙\\\\丁\\\\[2pt]戊", "甲\n乙\n\n丙\n丁\n戊"),
        ("小\\footnote{脚\\emph{注}}米\n\n后文", "小米\n\n脚注\n\n后文"),
        ("\\href{http://example.org}{主页}与\\url{http://example.org}", "主页与http://example.org"),
        ("\\textcolor{red}{红}字", "红字"),
        ("设 $x_1 = \\alpha$，价 5\\$。", "设 x_1 = \\alpha，价 5$。"),
        ("只有 $5 一个", "只有 $5 一个"),
        // A sign that does not close `$$` was taken for both of them, and with it the first byte of 米.
        ("$$小$米", "$$小$米"),
        ("$$小$米$$", "小$米"),
        ("甲\\begin{equation}\n a & b \\\\\n\\end{equation}乙", "甲\n\na & b \\\\\n\n乙"),
        ("\\begin{verbatim}\n\\甲 {乙}\n\n  %丙\n\\end{verbatim}\n丁", "\\甲 {乙}\n\n  %丙\n\n丁"),
        ("\\begin{lstlisting}[language=C]\nint x; // 注释\n\\end{lstlisting}", "int x; // 注释"),
        ("\\begin{verbatim}\n没有结束", "没有结束"),
        ("\\begin{comment}\n不见\n\\end{comment}\n甲", "甲"),
        ("\\begin{itemize}\n\\item 甲\n\\item[乙] 丙\n\\end{itemize}", "甲\n\n[乙] 丙"),
        ("\\begin{tabular}{|l|c|}\n甲 & 乙 \\\\ \\hline\n丙 & 丁\n\\end{tabular}", "甲\t乙\n\n丙\t丁"),
        ("\\begin{figure}[ht]\n\\includegraphics[width=3cm]{图.png}\n\\caption{图的说明}\n\\end{figure}", "图的说明"),
        ("\\begin{theorem}[勾股]\n甲\n\\end{theorem}", "[勾股]\n甲"),
        ("用 \\verb|\\x{甲}| 与 \\LaTeX{}", "用 \\x{甲} 与 LaTeX"),
        ("caf\\'e na\\\"{\\i}ve", "cafe\u{301} nai\u{308}ve"),
        ("\\未知{甲}\\unknown[选]{乙}", "未知甲乙"),
        ("{{没有结束", "没有结束"),
        ("\\", ""),
        ("", ""),
    ])
    func `LaTeX is what a reader sees`(source: String, text: String) throws {
        #expect(try extracted(source, name: "a.tex").string == text)
    }

    @Test func `what is before the document is no text but says what it is`() throws {
        let document = try extracted(
            """
            \\documentclass{ctexart}
            \\usepackage{xeCJK} % \\title{不是}
            \\newcommand{\\x}{不见}
            \\title{山里的\\textbf{电站}\\thanks{致谢}}
            \\author{王小明 \\and 李雷}
            \\date{2020年3月4日}
            \\begin{document}
            \\maketitle
            \\section{开头}
            正文在这里。
            \\end{document}
            不见
            """, name: "a.tex")
        #expect(document.title == "山里的电站")
        #expect(document.author == "王小明, 李雷")
        #expect(document.dateSeconds == 1_583_280_000)
        #expect(document.string == "开头\n\n正文在这里。")
        #expect(document.line(of: "正文") == 10)
    }

    @Test func `the first heading is the title of a part`() throws {
        #expect(try extracted("甲\n\n\\chapter{第二章}\n乙", name: "a.tex").title == "第二章")
    }
}
