internal import Glibc

/// The program `sou`.
@main
enum Main {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        exit(ClientProgram(context: .process).run(arguments).rawValue)
    }
}
