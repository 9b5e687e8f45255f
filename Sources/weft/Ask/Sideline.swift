import ChatModel
import Glibc
import TerminalModel

/// What is said beside the answer, on standard error: the wait while nothing has come, where that is a terminal, the
/// reasoning if it is wanted, and how the answer ended if it is not complete.
struct Sideline {
    static let interval = Duration.milliseconds(250)

    let isTerminal: Bool
    let showsReasoning: Bool
    private let start = ContinuousClock.now
    private var retry: (at: Timestamp, because: Failure)?
    private var shown = ""
    /// Something of the answer has come, so nothing is said of the wait any more.
    private(set) var isResting = false
    /// How much of each part of reasoning was written.
    private var written: [String: String] = [:]

    init(isTerminal: Bool, showsReasoning: Bool) {
        self.isTerminal = isTerminal
        self.showsReasoning = showsReasoning
    }

    /// Says how long nothing has come, and what is waited for.
    mutating func show(_ answer: Answer) {
        guard isTerminal, !isResting, answer.text.isEmpty, !answer.isOver else { return }
        let seconds = Int((ContinuousClock.now - start) / .seconds(1))
        var line = "waiting\(seconds > 0 ? ", \(seconds) s" : "")"
        if let retry {
            let wait = max(0, Int(((retry.at - .now) / .seconds(1)).rounded(.up)))
            line = "\(retry.because.what), again in \(wait) s"
        }
        guard line != shown else { return }
        shown = line
        Self.put("\r\(SafeText(String(line.prefix(70))).string)\u{1B}[K")
    }

    /// Takes the words of the wait away.
    mutating func rest() {
        isResting = true
        guard !shown.isEmpty else { return }
        shown = ""
        Self.put("\r\u{1B}[K")
    }

    mutating func end() { rest() }

    /// What is to be said for an event; nil if nothing.
    mutating func words(for event: Answer.Event) -> String? {
        switch event {
        case .retrying(let moment, let failure): retry = (moment, failure)
        case .text, .wholeText: retry = nil
        case .part(let part) where showsReasoning && part.kind == .reasoning:
            let before = written.updateValue(part.text, forKey: part.id) ?? ""
            guard part.text.hasPrefix(before), part.text != before else { return nil }
            return Self.safe(String(part.text.dropFirst(before.count)))
        case .partText(let id, let piece) where showsReasoning && written[id] != nil:
            written[id, default: ""] += piece
            return Self.safe(piece)
        case .part(let part) where part.kind == .notice: return Self.line([part.title])
        case .ended(.complete): return ending("")
        case .ended(.stopped(let outcome)): return ending(Self.line([outcome.words]))
        case .ended(.interrupted(let failure)), .ended(.failed(let failure)), .refused(let failure):
            return ending(Self.line([failure.what, failure.why, failure.remedy]))
        case .asked, .part, .partText, .ended: break
        }
        return nil
    }

    /// Reasoning gets its line end before what is said last.
    private func ending(_ line: String) -> String? {
        let words = (written.isEmpty ? "" : "\n") + line
        return words.isEmpty ? nil : words
    }

    mutating func write(_ words: String) {
        rest()
        Self.put(words)
    }

    private static func line(_ parts: [String]) -> String {
        "weft: \(SafeText(parts.filter { !$0.isEmpty }.joined(separator: ": ")).string)\n"
    }

    private static func safe(_ text: String) -> String {
        SafeText.lines(of: text).map(\.string).joined(separator: "\n")
    }

    /// One write; what a terminal does not take is lost, for nothing depends on it.
    private static func put(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
