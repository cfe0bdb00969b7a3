/// Metrics in the text form of Prometheus, version 0.0.4.
struct PrometheusText {
    enum Kind: String { case counter, gauge, histogram }

    private(set) var text = ""

    /// A metric with one sample.
    mutating func add(
        _ name: String, _ kind: Kind, _ help: String, labels: [(name: String, value: String)] = [], _ value: Double
    ) {
        begin(name, kind, help)
        sample(name, labels: labels, value)
    }

    /// The head of a metric, before its samples.
    ///
    /// - Parameter help: one line without a backslash.
    mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    mutating func sample(_ name: String, labels: [(name: String, value: String)] = [], _ value: Double) {
        let labels = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
        text += "\(name)\(labels.isEmpty ? "" : "{\(labels)}") \(Self.number(value))\n"
    }

    /// Whole numbers without a point.
    static func number(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? String(value)
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
