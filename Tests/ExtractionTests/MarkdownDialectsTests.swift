import Documents
import Testing

@testable import Extraction

@Suite struct MarkdownDialectsTests {
    @Test(arguments: [
        ("见[[小米手机|小米]]手机", "见小米手机"),
        ("见[[小米]]和[[a#节]]", "见小米和a#节"),
        ("甲![[图.png|300]]乙![[笔记]]", "甲乙笔记"),
        ("小%%注释%%米", "小米"),
        ("100%% 没有结束", "100%% 没有结束"),
        ("甲\n%%\n不见\n%%\n乙", "甲\n\n乙"),
        ("%%\n没有结束", "%%\n没有结束"),
        ("> [!note]+ 注意\n> 小米", "注意\n小米"),
        ("> [!NOTE]\n> 小米", "小米"),
        ("::: tip 提示\n小米\n:::\n手机", "提示\n\n小米\n\n手机"),
        (":::note[提示]\n\n小米\n\n:::", "提示\n\n小米"),
        ("::: details 点击 {open}\n小米\n:::", "点击\n\n小米"),
        ("## 标题 {#biao-ti}\n甲", "标题\n\n甲"),
        ("`[[甲]]` 与 `%%乙%%`", "[[甲]] 与 %%乙%%"),
        ("```\n[[甲|乙]]\n::: tip\n%%\n```\n[[丙|丁]]", "[[甲|乙]]\n::: tip\n%%\n\n丁"),
        ("~~~\n[[甲]]\n```\n~~~\n[[乙]]", "[[甲]]\n```\n\n乙"),
        ("    [[甲]]\n\n[[乙]]", "[[甲]]\n\n乙"),
        ("- 甲\n    - [[乙|丙]]\n\t- [[丁]]", "甲\n\n丙\n\n丁"),
        ("甲  \n[[乙]]", "甲\n\n乙"),
        ("|甲|[[乙\\|丙]]|\n|-|-|", "甲\t丙"),
        ("公式 $x^2$ 与 [^1]\n\n[^1]: 注", "公式 $x^2$ 与\n\n注"),
        ("[[甲\n乙]]", "[[甲\n乙]]"),
        // cmark would make `长[^]后` of it.
        ("长长[^*脚*说\n文]后", "长长[^脚说\n文]后"),
        ("`[^甲` 与 \\[^乙\n丙]", "[^甲 与 [^乙\n丙]"),
    ])
    func `what others write beside Markdown is what a reader sees`(markdown: String, text: String) throws {
        #expect(try extracted(markdown, name: "a.md").string == text)
    }

    @Test(arguments: [
        ("小米 #手机 很好 #a/b-c", ["手机", "a/b-c"]),
        ("#读书 #笔记", ["读书", "笔记"]),
        // A heading whose blank was forgotten.
        ("#第一章 开头", []),
        ("# 标题 #子", ["子"]),
        ("见 #12 和 #fff，c#d `#甲` http://x/#乙", []),
        ("```\n#码 #甲\n```", []),
    ])
    func `words behind a hash are tags`(markdown: String, tags: [String]) throws {
        #expect(try extracted(markdown, name: "a.md").tags == tags)
    }

    @Test(arguments: [
        ("import A from 'a'\nexport const b = {\n  c: '不见',\n}\n\n正文", "正文"),
        ("甲 {/* 注释 */}乙{b.c}丙", "甲 乙丙"),
        ("<Tabs>\n<TabItem value=\"x\" a={{b: '>'}}>\n\n小**米**\n\n</TabItem>\n</Tabs>", "小米"),
        ("甲<Badge\n  type='不见'\n/>乙", "甲\n\n乙"),
        ("```js\nimport x from 'y'\n<A>{z}</A>\n```", "import x from 'y'\n<A>{z}</A>"),
        ("用 `{a}` 与 \\{b}", "用 {a} 与 {b}"),
        ("<div>甲</div>", "甲"),
        ("甲 {没有结束 <A\n\n乙", "甲\n\n乙"),
        // Together these would be 20,001 marks, which cmark takes long for.
        (String(repeating: "![!{}[", count: 10_001), String(repeating: "![!{}[", count: 10_001)),
    ])
    func `MDX is Markdown without its program`(mdx: String, text: String) throws {
        #expect(try extracted(mdx, name: "a.mdx").string == text)
    }

    @Test func `lines stay where they are`() throws {
        let document = try extracted(
            "::: tip 行1\n行2\n:::\n%%\n不见\n%%\n行7 [[a|b]]\n\n> [!note]\n> 行10\n", name: "a.md")
        for number in [1, 2, 7, 10] { #expect(document.line(of: "行\(number)") == number) }
    }
}
