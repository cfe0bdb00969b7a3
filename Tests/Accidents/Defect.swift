/// What must not be after an accident.
struct Defect: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}
