internal import Synchronization
internal import XapianIndex

/// The documents that were read last, for all threads: whoever refines a query, turns a page or types on sees most of them
/// again, and reading and folding a page of texts takes as long as finding it.
final class DocumentCache: Sendable {
    private struct State {
        /// What the documents belong to; IDs mean others in another.
        var commit: IndexCommit?
        /// Those read since `older` was set aside, and those before, as far as they were not asked for since.
        var recent: [DocumentID: StoredContent] = [:]
        var older: [DocumentID: StoredContent] = [:]
        var recentBytes = 0
    }

    private let state = Mutex(State())
    private let limitBytes: Int

    /// - Parameter limitBytes: what all documents may take; 0 for a cache that keeps none.
    init(limitBytes: Int) {
        self.limitBytes = limitBytes
    }

    /// It keeps something.
    var isUseful: Bool { limitBytes > 0 }

    /// A document of a commit, read unless it is here.
    func content(
        _ id: DocumentID, at commit: IndexCommit, read: () throws -> StoredContent
    ) throws -> StoredContent {
        let known: StoredContent? = state.withLock { state in
            if state.commit != commit { state = State(commit: commit) }
            if let content = state.recent[id] { return content }
            guard let content = state.older.removeValue(forKey: id) else { return nil }
            insert(id, content, &state)
            return content
        }
        if let known { return known }
        let content = try read()
        state.withLock { if $0.commit == commit { insert(id, content, &$0) } }
        return content
    }

    /// When half of the room is taken, what is in it grows old, and what was old is gone.
    private func insert(_ id: DocumentID, _ content: StoredContent, _ state: inout State) {
        guard content.memoryBytes <= limitBytes / 2 else { return }
        if state.recentBytes + content.memoryBytes > limitBytes / 2 {
            (state.older, state.recent, state.recentBytes) = (state.recent, [:], 0)
        }
        if state.recent.updateValue(content, forKey: id) == nil { state.recentBytes += content.memoryBytes }
    }
}
