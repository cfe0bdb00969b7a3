internal import ArgumentParser
internal import Glibc

/// The whole program: which command is meant, what it prints, and the exit status.
struct ClientProgram {
    let context: ProgramContext

    /// The commands by the word that may stand first. Any other word begins a query, so a new command is a breaking change
    /// for those who search for its name. ArgumentParser's default subcommand is not used: its `--help` would show only
    /// the commands, and the word `help` could not be searched for.
    ///
    /// A switch, for a table of types costs a tenth of a millisecond to fill.
    private static func command(_ word: String?) -> (any ClientSubcommand.Type)? {
        switch word {
        case "search": SearchCommand.self
        case "status": StatusCommand.self
        case "similar": SimilarCommand.self
        case "suggest": SuggestCommand.self
        default: nil
        }
    }

    /// Runs the command line, without the program's name, to its end.
    func run(_ arguments: [String]) -> Verdict {
        let messages = Messages(language: Language(environment: context.variable))
        do {
            return try execute(arguments, messages)
        } catch CommandFailure.output(errorNumber: EPIPE) {
            // `sou … | head`: the reader has what it wanted.
            return .success
        } catch {
            let line = "sou: \(TerminalText.line(messages.sentence(error)))\n"
            // When standard error is closed too, the exit status is all that is left to say it with.
            try? context.writeError(Array(line.utf8))
            return .failure
        }
    }

    private func execute(_ arguments: [String], _ messages: Messages) throws(CommandFailure) -> Verdict {
        let named = Self.command(arguments.first)
        let type = named ?? SearchCommand.self
        let command: any ClientSubcommand
        do {
            let own = arguments.dropFirst(named == nil ? 0 : 1)
            command = try type.parse(type == SearchCommand.self ? own.map(NegatedWord.shielded) : Array(own))
        } catch {
            guard type.exitCode(for: error) == .success else { throw .usage(type.message(for: error)) }
            // `--help` and `--version` arrive as errors as well.
            try print(Array((type.fullMessage(for: error) + "\n").utf8), to: context.write)
            return .success
        }
        let result = try command.run(variable: context.variable, onTerminal: context.outputIsTerminal, messages)
        try print(result.output, to: context.write)
        try print(result.remarks, to: context.writeError)
        return result.status
    }

    private func print(
        _ bytes: [UInt8], to write: ([UInt8]) throws(ProgramContext.WriteFailure) -> Void
    ) throws(CommandFailure) {
        do {
            try write(bytes)
        } catch {
            throw .output(errorNumber: error.errorNumber)
        }
    }
}
