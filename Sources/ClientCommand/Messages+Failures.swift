internal import LocalSocket
internal import SearchClient
internal import Wire

extension Messages {
    /// A failure in one sentence: what cannot be done, why, the remedy.
    func sentence(_ failure: CommandFailure) -> String {
        switch failure {
        case .usage(let cause): usage(cause)
        case .client(let error): language == .english ? error.description : chinese(error)
        case .noFile(let text):
            text.isEmpty
                ? self.text("cannot find documents like '': it names no file", "无法查找与“”相似的文档：它不是文件名")
                : self.text(
                    "cannot make '\(text)' an absolute path: the current folder is gone; name it from '/' on",
                    "无法得出“\(text)”的绝对路径：当前目录已不存在；请使用以“/”开头的路径")
        case .notIndexed(let path):
            text(
                "cannot find documents like '\(path)': it is not in the index; "
                    + "run 'sou-index update', or see why with 'sou-index explain FILE'",
                "无法查找与“\(path)”相似的文档：它不在索引中；请运行“sou-index update”，或用“sou-index explain FILE”查看原因")
        case .inexactCount(let lower, let upper):
            text(
                "cannot count the documents exactly: the daemon ran out of time between \(lower) and \(upper); "
                    + "ask for something more specific, or raise daemon.deadline_ms",
                "无法精确计数：守护进程超时，数目在 \(lower) 与 \(upper) 之间；请缩小查询范围，或调大 daemon.deadline_ms")
        case .output(let errorNumber):
            text(
                "cannot write the output: \(LocalSocketError.reason(errorNumber))",
                "无法写出结果：\(LocalSocketError.reason(errorNumber))")
        }
    }

    /// `cause` is ArgumentParser's or a `validate()`'s, in English in both languages.
    private func usage(_ cause: String) -> String {
        var cause = cause.prefix(1).lowercased() + cause.dropFirst()
        if let guess = cause.firstRange(of: ". Did you mean ") {
            cause.replaceSubrange(guess, with: " (did you mean ")
            cause += ")"
        }
        if let list = cause.firstRange(of: ". Please provide one of ") {
            let values = Self.values(of: cause[list.upperBound...])
            cause.replaceSubrange(list.lowerBound..., with: "; it must be \(values)")
        }
        let sentence = text("cannot understand the command line: \(cause)", "无法理解命令行：\(cause)")
        if cause.hasPrefix("unknown option") {
            return sentence
                + text(
                    "; put '--' before a query that has a word beginning with '-', or see 'sou --help'",
                    "；如果查询中有以“-”开头的词，请在查询之前加上“--”，或参阅“sou --help”")
        }
        return sentence + text("; see 'sou --help'", "；请参阅“sou --help”")
    }

    /// ArgumentParser's list of what an option takes, as a part of a sentence: up to three values come quoted, more of them
    /// on a line each.
    private static func values(of list: Substring) -> String {
        let values: [Substring] =
            if list.hasPrefix("the following:") {
                list.split(separator: "\n").dropFirst().map { $0.drop { $0 == " " }.dropFirst(2) }
            } else {
                list.split(separator: "'", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
                    .map(\.element)
            }
        let quoted = values.map { "'\($0)'" }
        return quoted.count < 2
            ? quoted.joined() : "\(quoted.dropLast().joined(separator: ", ")) or \(quoted[quoted.count - 1])"
    }

    private func chinese(_ error: ClientError) -> String {
        switch error {
        case .socket(let error):
            chinese(error)
        case .problem(let problem):
            problem.remedy.map { "\(problem.detail)；\($0)" } ?? problem.detail
        case .unexpectedStatus(let status, let path):
            "无法使用“\(path)”的应答：状态码为 \(status)；请确认在那里监听的是 soud"
        case .malformed(let cause, let path):
            "无法读懂“\(path)”的应答：\(cause)；请确认在那里监听的是同一版本的 soud"
        }
    }

    private func chinese(_ error: LocalSocketError) -> String {
        let start = "请用“systemctl start soud.socket”启动，或运行“soud”"
        let later = "请重试，或调大 --timeout"
        switch error {
        case .unusablePath(let path) where path.isEmpty:
            return "无法使用“”作为套接字：路径为空"
        case .unusablePath(let path) where path.utf8.contains(0):
            return "无法使用“\(path)”作为套接字：路径含有 NUL"
        case .unusablePath(let path):
            return "无法使用“\(path)”作为套接字：路径有 \(path.utf8.count) 字节，"
                + "系统只允许 \(SocketAddress.longestPathBytes) 字节；请改用较短的路径"
        case .noSocket(let path):
            return "无法连接“\(path)”上的 soud：没有这个套接字；\(start)"
        case .refused(let path):
            return "无法连接“\(path)”上的 soud：连接被拒绝，没有守护进程在监听；\(start)"
        case .permissionDenied(let path):
            return "无法连接“\(path)”上的 soud：权限不足；请申请加入“sou”组"
        case .timedOut(let path, .connecting):
            return "无法连接“\(path)”上的 soud：连接超时；\(later)"
        case .timedOut(let path, .writing):
            return "无法向“\(path)”上的 soud 发送请求：超时；\(later)"
        case .timedOut(let path, .reading):
            return "无法从“\(path)”上的 soud 得到应答：超时；\(later)"
        case .closed(let path):
            return "无法从“\(path)”上的 soud 得到应答：连接已被对方关闭；请重试"
        case .failed(let path, .connecting, let errorNumber):
            return "无法连接“\(path)”上的 soud：\(LocalSocketError.reason(errorNumber))"
        case .failed(let path, .writing, let errorNumber):
            return "无法向“\(path)”上的 soud 发送请求：\(LocalSocketError.reason(errorNumber))"
        case .failed(let path, .reading, let errorNumber):
            return "无法从“\(path)”上的 soud 得到应答：\(LocalSocketError.reason(errorNumber))"
        }
    }
}
