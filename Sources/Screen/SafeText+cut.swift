import TerminalModel

extension SafeText {
    /// The text, or as much of it as fits with an ellipsis behind.
    func cut(to columns: Int) -> SafeText {
        guard self.columns > columns else { return self }
        let ellipsis: SafeText = "…"
        guard ellipsis.columns <= columns else { return "" }
        var head = ""
        var used = 0
        for cluster in string {
            used += DisplayWidth.columns(of: cluster)
            guard used + ellipsis.columns <= columns else { break }
            head.append(cluster)
        }
        while head.last == " " { head.removeLast() }
        return SafeText(head) + ellipsis
    }
}
