/// A daemon's answer: what it means, and the very bytes it came in.
package struct ClientAnswer<Value: Sendable>: Sendable {
    package let value: Value
    /// The JSON object as the daemon sent it, for programs that want it unchanged.
    package let body: [UInt8]

    package init(value: Value, body: [UInt8]) {
        self.value = value
        self.body = body
    }
}
