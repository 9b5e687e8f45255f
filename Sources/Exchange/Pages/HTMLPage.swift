import ChatModel
import Markdown

/// Threads as one page of HTML that needs nothing else: no scripts, no pictures, nothing from another place. The page
/// itself forbids them to the browser, should one slip in.
enum HTMLPage {
    static func start(title: String, _ colours: PageColours) -> [UInt8] {
        Array(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>\(escaped(title.oneLine))</title>
            <style>
            \(style(colours))
            </style>
            </head>
            <body>

            """.utf8)
    }

    static func article(_ stored: StoredThread) -> String {
        let thread = stored.thread
        return """
            <article>
            <header><h1 dir="auto">\(escaped(thread.title.oneLine))</h1>\(facts(thread))</header>
            \(stored.branch.map(section).joined())</article>

            """
    }

    static let end = Array("</body>\n</html>\n".utf8)

    private static func facts(_ thread: ChatThread) -> String {
        let facts = [thread.createdAt.utc] + thread.labels.map { "label \($0.oneLine)" }
        return "<p>\(facts.filter { !$0.isEmpty }.map(escaped).joined(separator: " · "))</p>"
    }

    private static func section(_ message: Message) -> String {
        let time = message.createdAt.iso.map { "<time datetime=\"\($0)\">\(message.createdAt.utc)</time>" } ?? ""
        let end = message.end.map { "<p class=\"end\">\(escaped($0.oneLine))</p>\n" } ?? ""
        return """
            <section class="\(message.role.rawValue)">
            <h2>\(escaped(message.speaker.oneLine)) \(time)</h2>
            <div class="text" dir="auto">
            \(message.role == .user ? plain(message.text) : MarkdownPage.html(of: message.text))</div>
            \(message.parts.map(details).joined())\(end)</section>

            """
    }

    private static func details(_ part: MessagePart) -> String {
        let heading = escaped(part.heading.oneLine)
        guard !part.words.isEmpty else { return "<p class=\"part\">\(heading)</p>\n" }
        return """
            <details><summary>\(heading)</summary>
            <div dir="auto">
            \(MarkdownPage.html(of: part.words))</div></details>

            """
    }

    /// A prompt stands as it was typed.
    private static func plain(_ text: String) -> String { "<p class=\"typed\">\(escaped(text))</p>\n" }

    static func escaped(_ text: String) -> String { MarkdownPage.escaped(text) }
}
