/// What LaTeX commands and environments do to the text around and in them. Of one that is not here the name goes away and
/// what stands in braces stays.
enum LaTeXCommands {
    /// Arguments that are not for reading: of so many in braces the text is left out.
    static let unreadArguments: [String: Int] = {
        var counts: [String: Int] = [:]
        let one = """
            thanks label ref eqref pageref autoref cref Cref nameref cite citep citet citealp citeauthor citeyear parencite \
            textcite footcite nocite bibliography bibliographystyle addbibresource includegraphics input include \
            usepackage documentclass documentstyle RequirePackage vspace hspace pagestyle thispagestyle hypersetup \
            geometry graphicspath color colorbox textcolor href index bibitem hypertarget hyperlink pagenumbering \
            setlength setcounter addtocounter CJKfamily lstset tcbset usetheme usecolortheme usetikzlibrary \
            ctexset setmainfont setCJKmainfont setCJKsansfont setCJKmonofont linespread raisebox rotatebox scalebox \
            parbox multicolumn fontsize cline phantom hphantom vphantom captionsetup newtheorem DeclareMathOperator
            """
        for name in one.split(separator: " ") { counts[String(name)] = 1 }
        let two = """
            multirow resizebox setlength setcounter addtocounter definecolor fontsize multicolumn newcommand \
            renewcommand providecommand newlength def let fancyhead
            """
        for name in two.split(separator: " ") { counts[String(name)] = 2 }
        counts["newenvironment"] = 3
        counts["renewenvironment"] = 3
        return counts
    }()

    static let headings: Set<String> = [
        "part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph", "frametitle",
    ]

    /// A blank line before, and behind their argument.
    static let blocks: Set<String> = [
        "caption", "item", "par", "newpage", "clearpage", "maketitle", "subtitle", "hline",
    ]

    /// Characters that have a name.
    static let characters: [String: String] = [
        "LaTeX": "LaTeX", "and": "\n", "TeX": "TeX", "LaTeXe": "LaTeX2e", "XeLaTeX": "XeLaTeX", "ldots": "…",
        "dots": "…",
        "cdots": "…", "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textbar": "|",
        "textless": "<", "textgreater": ">", "textquotedblleft": "“", "textquotedblright": "”", "ss": "ß", "ae": "æ",
        "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "i": "i",
        "S": "§", "copyright": "©", "pounds": "£", "textellipsis": "…", "degree": "°", "textdegree": "°",
    ]

    /// What accents are as marks that combine with the letter before them.
    static let accents: [UInt8: String] = [
        UInt8(ascii: "`"): "\u{300}", UInt8(ascii: "'"): "\u{301}", UInt8(ascii: "^"): "\u{302}",
        UInt8(ascii: "~"): "\u{303}", UInt8(ascii: "\""): "\u{308}", UInt8(ascii: "="): "\u{304}",
        UInt8(ascii: "."): "\u{307}",
    ]

    /// Environments whose text is not LaTeX.
    static let verbatim: Set<String> = [
        "verbatim", "verbatim*", "Verbatim", "lstlisting", "minted", "alltt", "comment", "filecontents",
    ]
    /// Environments of formulas, which stay as they are written.
    static let math: Set<String> = [
        "equation", "equation*", "align", "align*", "gather", "gather*", "multline", "multline*", "displaymath",
        "eqnarray", "eqnarray*", "math", "flalign", "flalign*",
    ]
    /// Arguments in braces behind the name of an environment that are measures and not text. Those in brackets, which name
    /// a theorem, are none in these.
    static let environmentArguments: [String: Int] = [
        "tabular": 1, "tabular*": 2, "tabularx": 2, "longtable": 1, "array": 1, "minipage": 1, "thebibliography": 1,
        "multicols": 1, "wrapfigure": 2, "minted": 1, "spacing": 1, "columns": 0, "column": 1, "figure": 0,
        "figure*": 0, "table": 0, "table*": 0, "enumerate": 0,
        "itemize": 0, "description": 0, "algorithm": 0, "frame": 0, "wraptable": 2, "CJK": 2, "CJK*": 2,
    ]
}
