/// Bytes of tables that change, as a disk may change them, while a daemon serves them.
struct DamagedTables {
    private let workplace: Workplace

    init(_ workplace: Workplace) {
        self.workplace = workplace
    }

    func run(count: Int) throws -> String { "" }
}
