import Search
import Testing

@Suite struct SearchErrorTests {
    @Test(arguments: [
        (
            SearchError.noIndex(path: "/i"), "cannot search: there is no index in '/i' yet",
            "run 'sou-index build FOLDER'"
        ),
        (.incompatibleIndex(path: "/i", detail: "d"), "cannot search the index '/i': d", "run 'sou-index build'"),
        (.unreadableIndex(path: "/i", detail: "d"), "cannot read the index '/i': d", "run 'sou-index check'"),
        (
            .notIndexed(path: "/甲"), "cannot find documents like '/甲': it is not in the index",
            "run 'sou-index update', or see why with 'sou-index explain FILE'"
        ),
        (
            .busy(waiting: 64), "cannot take another search: 64 are waiting already", "try again in a moment"
        ),
        (
            .deadlinePassed, "cannot answer in time: the deadline passed",
            "ask for something more specific, or raise deadline_ms in the configuration"
        ),
        (.shuttingDown, "cannot take another search: the daemon is stopping", "try again in a moment"),
    ])
    func `every error is a sentence with a remedy`(error: SearchError, sentence: String, remedy: String) {
        #expect(error.description == sentence)
        #expect(error.remedy == remedy)
    }
}
