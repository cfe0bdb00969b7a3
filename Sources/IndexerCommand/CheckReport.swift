internal import Indexing

/// What a check has found, and mended, as the program prints it.
struct CheckReport: Encodable {
    let sound: Bool
    let documents: Int
    /// What is wrong now.
    let problems: [String]
    /// What was wrong, and is no more.
    let mended: [String]
    let notices: [String]
    /// The generation that a repair has built.
    let generation: Int?

    init(_ audit: IndexAudit) {
        self.init(audit, mended: [], notices: audit.notices, generation: nil)
    }

    init(_ repair: IndexRepair) {
        let notices = (repair.notices + (repair.build?.notices ?? [])).map {
            "\(Output.text(ofPath: $0.path)): \($0.message)"
        }
        self.init(repair.audit, mended: repair.mended, notices: notices, generation: repair.build?.generation)
    }

    private init(_ audit: IndexAudit, mended: [String], notices: [String], generation: Int?) {
        sound = audit.problems.isEmpty
        documents = audit.documentCount
        problems = audit.problems
        self.mended = mended
        self.notices = notices
        self.generation = generation
    }

    /// The lines for people who have to know what is, or was, wrong.
    func lines(index: String) -> [String] {
        mended.map { "index '\(index)': mended: \($0)" } + problems.map { "index '\(index)': \($0)" }
            + notices.map { "note \(Output.visible($0))" }
    }

    /// The line for people of a sound index.
    func line(index: String) -> String {
        "index '\(index)' is sound: \(Quantity.count(documents, "document"))"
            + (generation.map { "; built anew as generation \($0)" } ?? "")
    }
}
