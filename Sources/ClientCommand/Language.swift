/// The language the program speaks.
enum Language: CaseIterable {
    case english, chinese

    /// Chinese when the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set and not empty begins with `zh`.
    init(environment variable: (String) -> String?) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty }
        self = locale?.hasPrefix("zh") == true ? .chinese : .english
    }
}
