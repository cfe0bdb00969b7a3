/// What is wrong with bytes that came through the socket: the end of a sentence such as "its answer is not sound: …".
package struct ProtocolBreach: Error, Hashable, CustomStringConvertible {
    package var description: String

    init(_ description: String) {
        self.description = description
    }
}
