/// Why an evaluation cannot be made: a sentence for the person who asked for it.
struct EvaluationFailure: Error, Equatable, CustomStringConvertible {
    var description: String
}
