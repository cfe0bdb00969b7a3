internal import Synchronization

/// How often searches were begun again because commits overtook them, on all threads.
final class RepeatCount: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .relaxed) }

    func add() {
        count.add(1, ordering: .relaxed)
    }
}
