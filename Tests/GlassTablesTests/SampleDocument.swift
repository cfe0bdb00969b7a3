@testable import GlassTables
import SystemPackage
import TestSupport
import XapianIndex

/// What a test puts into a document; terms in any order, as often as it likes.
struct SampleDocument {
    var terms: [(term: [UInt8], frequency: UInt32)] = []
    var values: [(slot: UInt32, value: [UInt8])] = []
    var data: [UInt8] = []
    /// Whether data of ours may be deflated.
    var deflatesData = true

    init(
        _ terms: [(term: [UInt8], frequency: UInt32)] = [], values: [(slot: UInt32, value: [UInt8])] = [],
        data: [UInt8] = []
    ) {
        self.terms = terms
        self.values = values
        self.data = data
    }

    /// Terms as text.
    init(text terms: [(String, UInt32)], data: String = "") {
        self.init(terms.map { (Array($0.0.utf8), $0.1) }, data: Array(data.utf8))
    }

    /// As the engine takes it.
    func entry() -> IndexDocument {
        var entry = IndexDocument()
        for (term, frequency) in terms { term.withUnsafeBufferPointer { entry.add($0, frequency: frequency) } }
        for (slot, value) in values { value.withUnsafeBufferPointer { entry.setValue(slot, $0) } }
        data.withUnsafeBufferPointer { entry.setData($0) }
        return entry
    }

    /// - Parameter givesGrams: whether grams are given as numbers, each once; what is left of them as bytes like the others.
    func add(to inverter: inout GlassInverter, givesGrams: Bool) throws {
        var grams: [UInt32: UInt32] = [:]
        let terms = terms.filter { term, frequency in
            guard givesGrams, let number = term.withUnsafeBufferPointer(Gram.number), grams[number] == nil else {
                return true
            }
            grams[number] = frequency
            return false
        }
        let numbers = grams.map { UInt64($0.key) << 32 | UInt64($0.value) }.sorted()
        let bytes = terms.flatMap(\.term)
        var end = 0
        let ends = terms.map { term in
            end += term.term.count
            return end
        }
        let frequencies = terms.map(\.frequency)
        try numbers.withUnsafeBufferPointer { numbers in
            try bytes.withUnsafeBufferPointer { bytes in
                try ends.withUnsafeBufferPointer { ends in
                    try frequencies.withUnsafeBufferPointer { frequencies in
                        try data.withUnsafeBufferPointer { data in
                            try inverter.add(
                                DocumentTerms(grams: numbers, bytes: bytes, ends: ends, frequencies: frequencies),
                                values: values, data: data, deflatesData: deflatesData)
                        }
                    }
                }
            }
        }
    }
}

/// The same documents as tables of ours and through the engine.
struct SampleIndexes {
    let ours: FilePath
    let engines: FilePath
    let totals: GlassSegment.Totals

    /// - Parameters:
    ///   - memoryBytes: little of it makes many runs.
    ///   - inverterCount: how many inverters take documents by turns; with more than one, two threads finish the tables.
    ///   - givesGrams: see `SampleDocument.add`.
    init(
        in folder: FilePath, _ documents: [SampleDocument], metadata: [(name: [UInt8], value: [UInt8])] = [],
        memoryBytes: Int = 4 << 20, inverterCount: Int = 1, givesGrams: Bool = true
    ) throws {
        ours = folder.appending("ours")
        engines = folder.appending("engine")
        let segment = try GlassSegment(ours, threadCount: inverterCount)
        var inverter = GlassInverter(segment, memoryBytes: memoryBytes)
        var other = GlassInverter(segment, memoryBytes: memoryBytes)
        var writer = try IndexWriter(path: engines, opening: .new, durability: .scratch)
        for (index, document) in documents.enumerated() {
            if index % inverterCount == 0 {
                try document.add(to: &inverter, givesGrams: givesGrams)
            } else {
                try document.add(to: &other, givesGrams: givesGrams)
            }
            try writer.add(document.entry())
        }
        for (name, value) in metadata {
            segment.setMetadata(name, value)
            try writer.setMetadata(name, value)
        }
        inverter.finish()
        other.finish()
        totals = try segment.finish()
        try writer.close()
    }

    static let slots: [UInt32] = [0, 1, 2, 3, 4, 127, 128, 129, 255, 256, 70_000]

    /// What differs, or what the engine's own check finds; nil when all is well.
    func difference() throws -> String? {
        let check = try IndexCheck.run(path: ours)
        guard check.problemCount == 0 else { return check.report }
        guard totals.termlistSum == totals.postlistSum else { return "the sums" }
        return try IndexDifference.first(
            IndexReader(path: ours), IndexReader(path: engines), slots: Self.slots)
    }
}
