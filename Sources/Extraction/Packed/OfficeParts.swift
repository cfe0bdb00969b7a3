/// The unpacked parts of an Office Open XML document.
final class OfficeParts {
    let main: String
    let context: ReadingContext
    private let files: ZipArchive.Files
    private var isMalformed = false

    init(files: ZipArchive.Files, main: String, context: ReadingContext) {
        self.files = files
        self.main = main
        self.context = context
    }

    /// The names of the parts that lie in the folder of the main one and begin so, in the order of their numbers.
    func names(_ start: String) -> [String] {
        let folder = main.split(separator: "/").dropLast().joined(separator: "/")
        return files.contents.keys.filter { $0.hasPrefix("\(folder)/\(start)") && $0.hasSuffix(".xml") }
            .sorted(by: PartName.isBefore)
    }

    /// Hands a part to a handler; returns false when it is not there.
    func scan(_ name: String, into handler: some XMLHandler) -> Bool {
        guard let part = files.contents[name] else { return false }
        if !XMLScanner.scan(part, in: context, into: handler) { isMalformed = true }
        return true
    }

    func relationships(of part: String) -> Relationships {
        Relationships(files.contents[Relationships.name(for: part)], of: part, in: context)
    }

    /// What the owner should know once all is read.
    var notices: [String] {
        if files.isOverBudget { return [Notice.overBudget(context.budget)] }
        return files.isDamaged || isMalformed ? [Notice.damaged] : []
    }
}
