import Glibc
import SystemPackage
import Testing

@testable import Settings

struct SurroundingsTests {
    @Test func `those of this process are its account and its variables`() {
        let surroundings = Surroundings.current()
        #expect(surroundings.userID == geteuid())
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "SOU_CONFIG", "SOU_INDEX"] {
            #expect(surroundings.variables[name] == getenv(name).map { FilePath(platformString: $0) })
        }
    }
}
