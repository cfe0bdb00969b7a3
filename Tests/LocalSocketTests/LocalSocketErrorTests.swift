import Glibc
import LocalSocket
import Testing

struct LocalSocketErrorTests {
    @Test(arguments: [
        (LocalSocketError.unusablePath(path: ""), "cannot use '' as a socket: the path is empty"),
        (.unusablePath(path: "a\0b"), "cannot use 'a\0b' as a socket: the path holds a NUL"),
        (
            .unusablePath(path: String(repeating: "x", count: 120)),
            "cannot use '\(String(repeating: "x", count: 120))' as a socket: the path has 120 bytes, "
                + "the system allows 107; choose a shorter path"
        ),
        (
            .noSocket(path: "/s"),
            "cannot reach soud at '/s': no such socket; start it with 'systemctl start soud.socket' or run 'soud'"
        ),
        (
            .refused(path: "/s"),
            "cannot reach soud at '/s': connection refused, no daemon listens on the socket; "
                + "start it with 'systemctl start soud.socket' or run 'soud'"
        ),
        (
            .permissionDenied(path: "/s"),
            "cannot reach soud at '/s': permission denied; ask for membership of the group 'sou'"
        ),
        (
            .timedOut(path: "/s", step: .connecting),
            "cannot reach soud at '/s': timed out while connecting; try again or raise --timeout"
        ),
        (
            .timedOut(path: "/s", step: .writing),
            "cannot send the request to soud at '/s': timed out; try again or raise --timeout"
        ),
        (
            .timedOut(path: "/s", step: .reading),
            "cannot get an answer from soud at '/s': timed out; try again or raise --timeout"
        ),
        (.closed(path: "/s"), "cannot get an answer from soud at '/s': it closed the connection; try again"),
        (
            .failed(path: "/s", step: .connecting, errorNumber: EMFILE),
            "cannot reach soud at '/s': Too many open files"
        ),
        (
            .failed(path: "/s", step: .writing, errorNumber: EIO),
            "cannot send the request to soud at '/s': Input/output error"
        ),
        (
            .failed(path: "/s", step: .reading, errorNumber: EIO),
            "cannot get an answer from soud at '/s': Input/output error"
        ),
    ])
    func `an error says what, why and the remedy`(error: LocalSocketError, sentence: String) {
        #expect(error.description == sentence)
    }
}
