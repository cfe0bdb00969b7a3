import Testing

@testable import ClientCommand

struct ColorModeTests {
    @Test(
        arguments: [
            (ColorMode.auto, true, [:], Style.colored),
            (.auto, false, [:], .plain),
            (.auto, true, ["NO_COLOR": "1"], .plain),
            // Empty counts as unset, says no-color.org.
            (.auto, true, ["NO_COLOR": ""], .colored),
            (.auto, true, ["TERM": "dumb"], .plain),
            (.auto, true, ["TERM": "xterm"], .colored),
            (.always, false, ["NO_COLOR": "1"], .colored),
            (.never, true, [:], .plain),
        ] as [(ColorMode, Bool, [String: String], Style)])
    func `colours depend on the option, the terminal and NO_COLOR`(
        mode: ColorMode, onTerminal: Bool, environment: [String: String], style: Style
    ) {
        #expect(mode.style(onTerminal: onTerminal, variable: { environment[$0] }) == style)
    }
}
