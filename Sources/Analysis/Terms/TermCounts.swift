/// The terms of one document, each with how often it occurs: grams as numbers, everything else as bytes.
struct TermCounts: ~Copyable {
    private var grams = GramCounts()
    private var words = WordCounts()

    /// Adds the terms of folded text, as if it stood `weight` times in the document.
    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, _ segmenter: Segmenter, weight: Int) {
        // Only characters of three bytes become links.
        grams.reserve(bytes.count / 3 * weight)
        segmenter.forEachSegment(in: bytes) { segment in
            let piece = UnsafeBufferPointer(rebasing: bytes[segment.range])
            switch segment.kind {
            case .cjk:
                add(run: piece, weight: weight)
            case .word:
                addWord(piece, weight: weight, isStemmable: piece.count <= Term.longestStemmedBytes)
                if segment.signedRange != segment.range {
                    let signed = UnsafeBufferPointer(rebasing: bytes[segment.signedRange])
                    addWord(signed, weight: weight, isStemmable: false)
                }
            case .number, .pictograph:
                addWord(piece, weight: weight, isStemmable: false)
            }
        }
    }

    /// Calls `body` with each distinct term and its frequency, ascending by bytes, and is empty then.
    mutating func drain(_ stemmers: Stemmers, _ body: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
        words.addStems(stemmers)
        words.sort()
        // Two ascending streams become one. A gram and a word are never equal, so their first eight bytes decide.
        var nextWord = 0
        var nextHead = words.head(at: 0)
        withUnsafeTemporaryAllocation(byteCount: 8, alignment: 8) { buffer in
            let gram = UnsafeBufferPointer(buffer.bindMemory(to: UInt8.self))
            grams.drain { character, neighbour, count in
                let head = Self.head(character, neighbour)
                while nextHead < head {
                    words.withTerm(at: nextWord, body)
                    nextWord += 1
                    nextHead = words.head(at: nextWord)
                }
                buffer.storeBytes(of: head.bigEndian, as: UInt64.self)
                body(UnsafeBufferPointer(rebasing: gram[..<(neighbour == 0 ? 3 : 6)]), count)
            }
        }
        while nextWord < words.count {
            words.withTerm(at: nextWord, body)
            nextWord += 1
        }
        words.removeAll()
    }

    /// As above, with the grams as `TermAccumulator.drain(grams:others:)` gives them.
    mutating func drain(
        _ stemmers: Stemmers, grams numbers: inout [UInt64], others: (UnsafeBufferPointer<UInt8>, UInt32) -> Void
    ) {
        grams.drain { character, neighbour, count in
            numbers.append(UInt64(character) << 48 | UInt64(neighbour) << 32 | UInt64(count))
        }
        words.addStems(stemmers)
        words.sort()
        for index in 0..<words.count { words.withTerm(at: index, others) }
        words.removeAll()
    }

    /// The UTF-8 of one or two characters of three bytes, in the upper bytes of a number.
    @inline(__always)
    private static func head(_ character: UInt32, _ neighbour: UInt32) -> UInt64 {
        func utf8(_ codePoint: UInt32) -> UInt64 {
            UInt64(0xE0_8080 | (codePoint & 0xF000) << 4 | (codePoint & 0xFC0) << 2 | codePoint & 0x3F)
        }
        return utf8(character) << 40 | (neighbour == 0 ? 0 : utf8(neighbour) << 16)
    }

    /// Adds each character of a run, and the pair it makes with the next.
    @inline(__always)
    private mutating func add(run: UnsafeBufferPointer<UInt8>, weight: Int) {
        var hasRareCharacters = false
        grams.append(weight: weight) { links in
            var count = 0
            var at = 0
            var current = UTF8Bytes.decodeCJK(run, at: 0)
            while at < run.count {
                let nextAt = at + current.length
                let next = nextAt < run.count ? UTF8Bytes.decodeCJK(run, at: nextAt) : (codePoint: 0, length: 0)
                if current.length == 3 {
                    links[count] = current.codePoint << 16 | (next.length == 3 ? next.codePoint : 0)
                    count += 1
                } else {
                    hasRareCharacters = true
                }
                at = nextAt
                current = next
            }
            return count
        }
        if hasRareCharacters { addRareGrams(of: run, weight: weight) }
    }

    /// Adds what is not three bytes long, and the pairs it makes: rare enough to be counted as words are.
    private mutating func addRareGrams(of run: UnsafeBufferPointer<UInt8>, weight: Int) {
        var at = 0
        while at < run.count {
            let length = UTF8Bytes.decode(run, at: at).length
            let nextAt = at + length
            if length != 3 { words.add(UnsafeBufferPointer(rebasing: run[at..<nextAt]), count: UInt32(weight)) }
            if nextAt < run.count {
                let nextLength = UTF8Bytes.decode(run, at: nextAt).length
                if length != 3 || nextLength != 3 {
                    let pair = UnsafeBufferPointer(rebasing: run[at..<nextAt + nextLength])
                    words.add(pair, count: UInt32(weight))
                }
            }
            at = nextAt
        }
    }

    @inline(__always)
    private mutating func addWord(_ word: UnsafeBufferPointer<UInt8>, weight: Int, isStemmable: Bool) {
        if word.count <= Term.longestBytes {
            words.add(word, count: UInt32(weight), isStemmable: isStemmable)
        } else {
            Term.fitting(word).withUnsafeBufferPointer { words.add($0, count: UInt32(weight)) }
        }
    }
}
