/// What one file, with all that lies in it, may still be unpacked to.
final class UnpackBudget {
    let limitBytes: Int
    private(set) var leftBytes: Int

    init(limitBytes: Int) {
        self.limitBytes = limitBytes
        leftBytes = limitBytes
    }

    /// Says whether so many bytes more are within the limit, and counts them.
    func take(_ count: Int) -> Bool {
        guard count <= leftBytes else {
            leftBytes = 0
            return false
        }
        leftBytes -= count
        return true
    }
}
