/// Why a file of a format that is read gives no document: a sentence without the file's name.
struct UnreadableFile: Error, Hashable {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
