internal import ArgumentParser

/// A value of an option that is one of a few words.
///
/// ArgumentParser has the same for every such type, with key paths and a dictionary that are made at every
/// start.
protocol WordArgument: ExpressibleByArgument, CaseIterable, RawRepresentable where RawValue == String {}

extension WordArgument {
    static var allValueStrings: [String] { allCases.map { $0.rawValue } }

    /// None: a word says what it means.
    static var allValueDescriptions: [String: String] { [:] }
}
