import TestSupport

/// What the Guide writes about first when it is asked for the whole manual.
let manualStart = "Weft is a chat program"

extension ScreenSnapshot {
    /// The rows of the transcript, from the pane's left border on; whole rows where there is but one pane.
    var transcript: [String] {
        let rows = rows.map { row in row.firstIndex(of: "│").map { String(row[$0...].dropFirst()) } ?? row }
        return Array(rows.prefix { !$0.contains("━━━") })
    }

    /// Letters of the newest reply that is shown, of all of it if its heading is on the screen.
    ///
    /// Letters alone, because Markdown's own signs are drawn as what they mean.
    var replyLetters: String {
        guard let heading = transcript.lastIndex(where: { $0.hasPrefix(" Guide ") }) else { return "" }
        let text = transcript[(heading + 1)...].prefix { row in
            !["●", "■", "!"].contains(row.drop { $0 == " " }.prefix(1))
        }
        return text.joined().letters
    }
}

extension String {
    var letters: String { filter(\.isLetter) }
}

extension TerminalProgram {
    /// Asks for the longest answer there is, and waits until at least as many letters of it are shown.
    func askForManual(letters: Int = 60) async throws {
        try type("Show me the whole manual<Enter>")
        try await screen("\(letters) letters of the manual") {
            $0.text.contains("writing…") && $0.replyLetters.count >= letters
        }
    }

    /// Text of all that came out.
    var logText: String { String(decoding: log, as: UTF8.self) }

    /// Waits until the status line tells of no reply that runs here.
    func rests() async throws {
        try await screen("the end of the reply") { screen in
            guard let status = screen.rows.last else { return false }
            return status.contains("Guide") && !status.contains("●")
        }
    }
}
