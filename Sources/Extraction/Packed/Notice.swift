/// Sentences that several formats have for the person who owns the file.
enum Notice {
    static let damaged = "the file is damaged; what could be read of it is searched"

    static func overBudget(_ budget: UnpackBudget) -> String {
        "the file unpacks to more than \(budget.limitBytes) bytes; what is over is left out"
    }
}
