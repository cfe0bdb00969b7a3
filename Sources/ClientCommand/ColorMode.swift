internal import ArgumentParser

/// When the output has colours.
enum ColorMode: String, WordArgument {
    case auto, always, never

    /// `auto` means a terminal that can, unless `NO_COLOR` says no; `always` overrules the variable, as no-color.org asks.
    func style(onTerminal: Bool, variable: (String) -> String?) -> Style {
        switch self {
        case .always: .colored
        case .never: .plain
        case .auto:
            onTerminal && (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb" ? .colored : .plain
        }
    }
}
