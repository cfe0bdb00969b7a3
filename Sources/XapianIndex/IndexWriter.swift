internal import CXapian
internal import Glibc
package import SystemPackage

/// An index opened for writing: the only writer of it, on one thread.
///
/// A writer that is dropped without `close()` gives up what was not committed.
package struct IndexWriter: ~Copyable {
    /// What to do about what is at the path.
    package enum Opening: Hashable, Sendable {
        /// Make a new index in a folder that does not exist yet or is empty.
        case new
        /// Go on with the index that is there.
        case existing
    }

    /// What a commit does for a crash of the machine.
    package enum Durability: Hashable, Sendable {
        /// What is committed is on the disk.
        case full
        /// Nothing: for an index that is made again after a crash.
        case scratch
    }

    package let path: FilePath
    private let handle: OpaquePointer

    /// - Throws: `.locked` when there is another writer; `.notAnIndex` for an existing index that is not there;
    ///   `.system` for a new one that is there already.
    package init(path: FilePath, opening: Opening, durability: Durability = .full) throws(IndexError) {
        self.path = path
        _ = try DatabaseHeads(path, .write)
        let mode: cx_opening = opening == .new ? .create : .existing
        handle = try Self.open(path, mode, durability, attemptsLeft: 10)
    }

    /// A program that is being started has the engine's lock open until it runs, for a moment after the last writer has
    /// closed it: so a lock is tried again.
    private static func open(
        _ path: FilePath, _ mode: cx_opening, _ durability: Durability, attemptsLeft: Int
    ) throws(IndexError) -> OpaquePointer {
        do throws(IndexError) {
            return try attempt(.write, path) { error in
                lend(path) { cx_writer_open($0, mode, durability == .scratch, error) }
            }
        } catch {
            guard error.kind == .locked, attemptsLeft > 0 else { throw error }
            usleep(20_000)
            return try open(path, mode, durability, attemptsLeft: attemptsLeft - 1)
        }
    }

    deinit {
        cx_writer_free(handle)
    }

    /// Adds a document and returns its ID.
    ///
    /// - Throws: `.invalidArgument` for a term of more than 245 bytes; nothing of the document is added then.
    @discardableResult
    package mutating func add(_ document: borrowing IndexDocument) throws(IndexError) -> DocumentID {
        var id: DocumentID = 0
        let documentHandle = document.handle
        try attempt(.write, path) { cx_writer_add(handle, documentHandle, &id, $0) }
        return id
    }

    /// Puts the document in the place of the one with the term, which must be unique, and returns its ID, which is kept;
    /// adds it when there is none.
    @discardableResult
    package mutating func replace(
        uniqueTerm: [UInt8], with document: borrowing IndexDocument
    ) throws(IndexError) -> DocumentID {
        var id: DocumentID = 0
        let documentHandle = document.handle
        try attempt(.write, path) { error in
            lend(uniqueTerm) { cx_writer_replace(handle, $0, documentHandle, &id, error) }
        }
        return id
    }

    /// A document of the index, to be changed and put back.
    ///
    /// - Throws: `.documentNotFound` as well.
    package mutating func document(_ id: DocumentID) throws(IndexError) -> IndexDocument {
        IndexDocument(handle: try attempt(.read, path) { cx_writer_document(handle, id, $0) })
    }

    /// Puts a document in the place of the one with the ID. Of one that was just got by `document(_:)` only what was
    /// changed is written.
    package mutating func put(_ document: borrowing IndexDocument, at id: DocumentID) throws(IndexError) {
        let documentHandle = document.handle
        try attempt(.write, path) { cx_writer_put(handle, id, documentHandle, $0) }
    }

    /// Deletes the document with the term. It is no error when there is none.
    package mutating func delete(uniqueTerm: [UInt8]) throws(IndexError) {
        try attempt(.write, path) { error in lend(uniqueTerm) { cx_writer_delete(handle, $0, error) } }
    }

    /// Sets a value of the index's own metadata; an empty value removes the key, which must not be empty.
    package mutating func setMetadata(_ key: String, _ value: [UInt8]) throws(IndexError) {
        try setMetadata(Array(key.utf8), value)
    }

    /// The same for a key that need not be UTF-8. The engine takes keys of up to 245 bytes, a zero byte counting twice.
    package mutating func setMetadata(_ key: [UInt8], _ value: [UInt8]) throws(IndexError) {
        try attempt(.write, path) { error in
            lend(key) { key in
                lend(value) { value in cx_writer_set_metadata(handle, key, value, error) }
            }
        }
    }

    /// Makes everything so far one new revision.
    ///
    /// The engine does not sync the folder after the rename that is its commit; who needs that does it.
    package mutating func commit() throws(IndexError) {
        try attempt(.write, path) { cx_writer_commit(handle, $0) }
    }

    /// Commits and lets go of the index.
    package consuming func close() throws(IndexError) {
        try commit()
    }
}

@available(*, unavailable)
extension IndexWriter: Sendable {}
