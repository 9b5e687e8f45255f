extension ServiceFault {
    /// What an error within a stream means. It has no status; where its code stands for one, the words are the same.
    /// - Parameter code: Code and type, as far as there are any.
    static func inStream(code: String?, message: String) -> ServiceFault {
        let words = [message, code ?? ""].first { !$0.isEmpty } ?? "it did not say why"
        let refusal = Refusal(status: status(of: code ?? ""), code: code, message: words)
        if refusal.isAboutLength || refusal.status != 400 { return .refused(refusal) }
        return refusal.isAboutQuota
            ? .refused(Refusal(status: 429, code: code, message: words)) : .troubled(message: words)
    }

    /// 400 where it stands for none.
    private static func status(of code: String) -> Int {
        let words = code.lowercased().split(separator: " ")
        if words.contains(where: { $0.contains("rate_limit") || $0 == "429" }) { return 429 }
        return words.contains { $0.contains("overloaded") || $0 == "503" || $0 == "529" } ? 529 : 400
    }
}
