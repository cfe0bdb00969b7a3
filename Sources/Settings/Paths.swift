package import SystemPackage

/// Where things are when nobody says otherwise.
package struct Paths: Hashable, Sendable {
    package var configuration: FilePath
    package var index: FilePath
    package var socket: FilePath

    /// For root and for services.
    package static let system = Paths(
        configuration: "/etc/sou/sou.toml", index: "/var/lib/sou/index", socket: "/run/sou/soud.sock")

    /// The highest user id of an account that belongs to the system and not to a person: `SYS_UID_MAX` of
    /// login.defs, within which systemd-sysusers makes the user `sou`.
    ///
    /// The account decides, not a variable that systemd sets, so that `sudo -u sou sou-index build` and
    /// the service mean the same index.
    static let highestSystemUserID: UInt32 = 999

    /// The system's paths for root and the accounts of services, for everyone else their own under the XDG folders.
    ///
    /// An XDG variable that is empty or relative counts as unset, as the XDG specification asks.
    ///
    /// Throws: `ConfigurationError` when a person's home is needed and not known.
    package static func defaults(in surroundings: Surroundings) throws(ConfigurationError) -> Paths {
        if surroundings.userID <= highestSystemUserID { return system }
        let home = surroundings.absolute("HOME")
        guard let config = surroundings.absolute("XDG_CONFIG_HOME") ?? home?.appending(".config"),
            let state = surroundings.absolute("XDG_STATE_HOME") ?? home?.appending(".local/state")
        else { throw ConfigurationError(.homeUnknown) }
        let runtime = surroundings.absolute("XDG_RUNTIME_DIR") ?? FilePath("/run/user/\(surroundings.userID)")
        return Paths(
            configuration: config.appending("sou/sou.toml"),
            index: state.appending("sou/index"),
            socket: runtime.appending("sou/soud.sock"))
    }
}
