internal import Dispatch
internal import Synchronization

/// So many pieces of work, each done by whichever of several threads takes it first.
final class SharedItems<Product: Sendable>: Sendable {
    private struct State {
        var products: [Result<Product, any Error>?]
        var left: Int
    }

    private let count: Int
    private let next = Atomic<Int>(0)
    private let state: Mutex<State>
    private let end = DispatchSemaphore(value: 0)

    /// - Parameter count: at least 1.
    init(count: Int) {
        precondition(count > 0, "there is nothing to share")
        self.count = count
        state = Mutex(State(products: Array(repeating: nil, count: count), left: count))
    }

    /// All are taken.
    var areTaken: Bool { next.load(ordering: .relaxed) >= count }

    /// Takes one after another until there are no more, which is not before the last is taken.
    ///
    /// - Parameter work: gets a number below the count that nobody else gets.
    func take(_ work: (Int) throws -> Product) {
        while true {
            let index = next.add(1, ordering: .relaxed).oldValue
            guard index < count else { return }
            let product = Result { try work(index) }
            let isLast = state.withLock { state in
                state.products[index] = product
                state.left -= 1
                return state.left == 0
            }
            if isLast { end.signal() }
        }
    }

    /// Waits for those that others have taken, and gives all in order. To be called once, after `take`, or nobody may be
    /// there to take them.
    ///
    /// Throws: what the first threw that did.
    func products() throws -> [Product] {
        end.wait()
        return try state.withLock { $0.products }.compactMap { try $0?.get() }
    }
}
