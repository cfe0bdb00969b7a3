/// Which types of content are wanted. The type is known only once a file has been read.
package struct TypeFilter: Hashable, Sendable {
    /// Types such as `text/html`, or `image/*`; empty means all.
    package var only: [String]
    /// The same; these are left out in any case.
    package var skip: [String]

    package init(only: [String] = [], skip: [String] = []) {
        self.only = only
        self.skip = skip
    }

    /// - Parameter type: a MIME type; capitals do not matter, nor do parameters such as `; charset=gbk`.
    package func allows(_ type: String) -> Bool {
        let type = type.prefix { $0 != ";" && $0 != " " }.lowercased()
        let matches = { (pattern: String) in
            let pattern = pattern.lowercased()
            return pattern.hasSuffix("*") ? type.hasPrefix(pattern.dropLast()) : type == pattern
        }
        return !skip.contains(where: matches) && (only.isEmpty || only.contains(where: matches))
    }
}
