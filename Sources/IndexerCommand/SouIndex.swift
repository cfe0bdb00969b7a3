internal import ArgumentParser
internal import Release

/// The command line's root.
struct SouIndex: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sou-index",
        abstract: "Makes folders of documents searchable with sou.",
        discussion: """
            Examples:
              sou-index build ~/文档 ~/notes    index two folders
              sou-index update                what has changed since
              sou-index build                 the same folders again, from scratch
              sou-index watch                 the same, and follow every change from then on
              sou-index status                what the index holds
              sou-index check                 whether it is sound
              sou-index explain ~/文档/a.md    whether that file is indexed, and if not, why

            A build leaves the index that is there untouched until the new one is complete. Exit status: 0 done \
            (files that had to be skipped are listed and do not fail a run), 2 it went wrong, 130 interrupted.
            """,
        version: SouVersion.current,
        subcommands: [
            BuildCommand.self, UpdateCommand.self, WatchCommand.self, CheckCommand.self, StatusCommand.self,
            ExplainCommand.self,
        ])
}
