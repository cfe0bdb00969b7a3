/// A word of a query such as `-雷军`, which looks like an option and is none.
///
/// ArgumentParser must not see its dash. A NUL before it, which no argument of a program can have, makes it a word like
/// others until the query is put together.
enum NegatedWord {
    private static let shield = "\u{0}"

    /// The argument, out of ArgumentParser's sight when no option can be meant: what follows the dash is no letter, digit
    /// or dash of ASCII.
    static func shielded(_ argument: String) -> String {
        guard argument.hasPrefix("-"), let second = argument.unicodeScalars.dropFirst().first else { return argument }
        let mayBeOption = second == "-" || second.isASCII && (second.properties.isAlphabetic || "0"..."9" ~= second)
        return mayBeOption ? argument : shield + argument
    }

    static func unshielded(_ word: String) -> String {
        word.hasPrefix(shield) ? String(word.dropFirst()) : word
    }
}
