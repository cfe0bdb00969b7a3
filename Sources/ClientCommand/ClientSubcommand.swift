internal import ArgumentParser

/// One command of `sou`, as it was understood from the command line.
protocol ClientSubcommand: ParsableCommand, ConnectionOptions {
    /// Does the command's work and returns what there is to print.
    ///
    /// - Parameters:
    ///   - variable: the value of an environment variable, or nil.
    ///   - onTerminal: standard output is a terminal.
    func run(
        variable: (String) -> String?, onTerminal: Bool, _ messages: Messages
    ) throws(CommandFailure) -> CommandResult
}
