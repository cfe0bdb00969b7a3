internal import Wire

/// Every word the program says for itself, in both languages. What comes from documents and the daemon is passed through.
struct Messages {
    let language: Language

    /// The word for one case of two.
    func text(_ english: String, _ chinese: String) -> String {
        language == .english ? english : chinese
    }

    // MARK: A search

    /// `12 of about 14 documents, 0.8 ms`; on a later page `11–20 of 40 documents, 0.8 ms`.
    func summary(_ response: SearchResponse, offset: Int) -> String {
        let took = "\(Quantity.decimal(response.tookMilliseconds, places: 1)) ms"
        let count = response.hits.count
        let total = response.total
        if total.upper == 0 { return text("nothing found, \(took)", "没有找到，\(took)") }
        // The daemon's guess may be below what it has just listed.
        let all = max(total.estimated, count == 0 ? 0 : offset + count)
        let shown = offset > 0 && count > 0 ? "\(offset + 1)–\(offset + count)" : "\(count)"
        let isExact = total.lower == total.upper
        return text(
            "\(shown) of \(isExact ? "" : "about ")\(all) \(all == 1 ? "document" : "documents"), \(took)",
            "\(isExact ? "" : "约 ")\(all) 个文档，显示 \(shown)，\(took)")
    }

    /// Behind a path, where in the file the first match is: a line, as compilers write it, or a page.
    func place(line: Int?, page: Int?) -> String {
        if let page { return text(":p.\(page)", " 第\(page)页") }
        return line.map { ":\($0)" } ?? ""
    }

    /// Beside a hit that lacks some of the words.
    var partial: String { text("some of the words", "部分词语") }

    /// A notice's line. Those the client knows are said in the person's language.
    func notice(_ notice: Notice) -> String {
        switch (notice.code, language) {
        case ("pieces", .chinese): "提示：没有文档包含这些词语，以下文档包含其中的部分字词"
        case ("some-pieces", .chinese): "提示：包含这些词语的文档很少，末尾的文档只包含其中的部分字词"
        case ("partial", .chinese): "提示：没有文档包含所有词语，以下是包含其中大部分的文档"
        case ("nothing-to-search", .chinese): "提示：查询中没有可以搜索的文字"
        case ("unclosed-quote", .chinese): "提示：引号没有闭合，其后的文字全部按原文查找"
        case ("unclosed-parenthesis", .chinese): "提示：括号没有闭合，该组到查询末尾为止"
        case ("too-deep", .chinese): "提示：括号嵌套过深，最里层的括号已略去"
        case ("unknown-field", .chinese):
            "提示：没有这个字段，已作为普通文字查找；可用的字段有 title、author、tag、path、type、ext、lang、date、size"
        case ("nested-field", .chinese): "提示：字段之内不能再有字段，已作为普通文字查找"
        case ("bad-range", .chinese):
            "提示：date: 或 size: 之后的值无法识别，已作为普通文字查找；"
                + "日期如 2016、2016-10-05、2016-10..2017、>2018，大小如 5688、10K..2M、>1M"
        case ("near-operands", .chinese): "提示：NEAR 两边只能是词或引文，其余按 AND 处理"
        case ("whole-values", .chinese): "提示：tag:、ext:、lang: 按整个值比较，值后的星号已略去"
        case ("deadline", .chinese): "提示：时间到了，以下是已经找到的结果"
        case ("long-query", .chinese): "提示：查询很长，只按其中最少见的一部分字词查找"
        case ("prefix", .chinese): "提示：以此开头的词太多，只查找了其中最常见的一部分"
        case (_, .chinese): "提示：\(notice.message)"
        case (_, .english): "note: \(notice.message)"
        }
    }

    /// `tag: AI 12, 手机 3`; an estimate is `tag, about: …`.
    func facet(_ field: SearchParameters.Facet, _ facet: Facet) -> String {
        let name =
            switch field {
            case .author: text("author", "作者")
            case .tag: text("tag", "标签")
            case .type: text("type", "类型")
            case .year: text("year", "年份")
            }
        let values = facet.values.map { "\($0.value) \($0.count)" }
        let list = values.isEmpty ? text("none", "无") : values.joined(separator: text(", ", "，"))
        return text("\(name)\(facet.exact ? "" : ", about"): \(list)", "\(name)\(facet.exact ? "" : "（约）")：\(list)")
    }

    /// Another query that finds something, when this one did not.
    func didYouMean(_ suggestion: String) -> String { text("did you mean: \(suggestion)", "您是不是要找：\(suggestion)") }

    /// Behind a suggestion: in how many documents it is.
    func documentCount(_ suggestion: SuggestResponse.Suggestion) -> String {
        (suggestion.estimated == true ? text("about ", "约 ") : "") + String(suggestion.documents)
    }

    func queryTree(_ tree: String) -> String { text("query tree: \(tree)", "查询树：\(tree)") }
    func queryPlan(_ plan: String) -> String { text("query plan: \(plan)", "查询计划：\(plan)") }
    func timings(_ timings: String) -> String { text("timings: \(timings)", "用时：\(timings)") }

    // MARK: The status

    enum StatusLabel: CaseIterable {
        case state, problem, documents, text, index, generation, fingerprint, lastCommit, watch, backlog, daemon
    }

    /// The beginning of a line of the status, as wide as all others.
    func label(_ label: StatusLabel) -> String {
        switch label {
        case .state: text("state:        ", "状态：      ")
        case .problem: text("problem:      ", "问题：      ")
        case .documents: text("documents:    ", "文档：      ")
        case .text: text("text:         ", "文本：      ")
        case .index: text("index:        ", "索引：      ")
        case .generation: text("generation:   ", "代：        ")
        case .fingerprint: text("fingerprint:  ", "分析器指纹：")
        case .lastCommit: text("last commit:  ", "最近提交：  ")
        case .watch: text("watch:        ", "监视：      ")
        case .backlog: text("backlog:      ", "待处理：    ")
        case .daemon: text("daemon:       ", "守护进程：  ")
        }
    }

    func state(_ state: StatusResponse.State) -> String {
        switch state {
        case .ready: text("ready", "就绪")
        case .noIndex: text("no index yet", "尚无索引")
        case .unusable: text("unusable", "不可用")
        }
    }

    func daemon(version: String, uptime: String) -> String {
        text("soud \(version), up \(uptime)", "soud \(version)，已运行 \(uptime)")
    }

    /// Who keeps the index in line with the folders. That nobody does is no mistake: some indexes are updated by hand.
    func watch(_ watch: StatusResponse.Watch?) -> String {
        guard let watch else {
            return text(
                "nobody watches for changes; 'sou-index update' finds them, 'sou-index watch' as they happen",
                "无人监视文件变化；sou-index update 更新一次，sou-index watch 随变随新")
        }
        let process = watch.processID
        let count = watch.watchedFolders
        let folders = text("\(count) \(count == 1 ? "folder" : "folders")", "\(count) 个文件夹")
        let doing =
            switch watch.state {
            case .watching: text("process \(process) watches \(folders)", "进程 \(process) 正在监视 \(folders)")
            case .updating: text("process \(process) updates the index", "进程 \(process) 正在更新索引")
            case .building: text("process \(process) builds the index anew", "进程 \(process) 正在重建索引")
            case .waiting: text("process \(process) waits to try again", "进程 \(process) 等待重试")
            }
        let unwatched = watch.unwatchedFolders
        if unwatched == 0 { return doing }
        return doing
            + text(
                "; \(unwatched) more cannot be watched and are compared from time to time",
                "；另有 \(unwatched) 个无法监视，定时比对")
    }

    func backlog(_ count: Int) -> String {
        count == 0 ? text("none", "无") : text("\(count) \(count == 1 ? "path" : "paths")", "\(count) 个路径")
    }

    /// `3 minutes ago`; nil for what is still to come, as it is after the clock was set back.
    func age(seconds: Int) -> String? {
        guard seconds >= 0 else { return nil }
        let (count, english, chinese) =
            switch seconds {
            case ..<60: (seconds, "second", "秒")
            case ..<3600: (seconds / 60, "minute", "分钟")
            case ..<86_400: (seconds / 3600, "hour", "小时")
            default: (seconds / 86_400, "day", "天")
            }
        return text("\(count) \(english)\(count == 1 ? "" : "s") ago", "\(count) \(chinese)前")
    }
}
