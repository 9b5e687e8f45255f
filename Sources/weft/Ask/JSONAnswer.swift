import ChatModel
import Foundation
import TerminalModel

/// The answer as JSON, an event on each line. The manual page says what each has.
struct JSONAnswer: AnswerPrinter {
    /// What a line can say that it is. The manual page has this table.
    enum Name: String, Encodable, CaseIterable {
        case asked, text, wholeText, part, partText, retrying, ended

        /// One sentence without its full stop.
        var purpose: String {
            switch self {
            case .asked:
                "The question is on its way: thread, prompt and reply are ids, service and assistant say who is asked, "
                    + "author who answers"
            case .text: "More text of the answer, to be appended: text"
            case .wholeText: "The text so far, in the place of all before: text"
            case .part:
                "Something beside the text, in the place of what had its id before: id, kind "
                    + "(\(MessagePart.Kind.allCases.map(\.rawValue).joined(separator: ", "))), title, text"
            case .partText: "More text of a part: id, text"
            case .retrying: "Nothing has come, and it is tried again: at (a time), what, why, remedy"
            case .ended:
                "The last line: state (complete, stopped, interrupted, failed, or refused where nothing was asked), text "
                    + "(the whole), status (as the exit status), outcome of a wish to stop (byService, byClosing, hereOnly, "
                    + "alreadyFinished), and what, why, remedy where something went wrong"
            }
        }
    }

    let isTerminal: Bool
    private var text = ""

    init(isTerminal: Bool) { self.isTerminal = isTerminal }

    mutating func take(_ event: Answer.Event) -> [UInt8] {
        switch event {
        case .asked(let thread, let prompt, let reply):
            var line = Line(event: .asked)
            (line.thread, line.prompt, line.reply) = (thread.id.text, prompt.text, reply.id.text)
            (line.service, line.assistant, line.author) = (thread.service.text, thread.assistant?.id.text, reply.author)
            return bytes(of: line)
        case .text(let piece):
            text += piece
            return bytes(of: Line(event: .text, text: piece))
        case .wholeText(let whole):
            text = whole
            return bytes(of: Line(event: .wholeText, text: whole))
        case .part(let part):
            var line = Line(event: .part, text: part.text)
            (line.id, line.kind, line.title) = (part.id, part.kind.rawValue, part.title)
            return bytes(of: line)
        case .partText(let id, let piece):
            var line = Line(event: .partText, text: piece)
            line.id = id
            return bytes(of: line)
        case .retrying(let moment, let failure):
            var line = Line(event: .retrying, failure: failure)
            line.at = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000).formatted(.iso8601)
            return bytes(of: line)
        case .ended(let state): return bytes(of: end(state))
        case .refused(let failure):
            var line = Line(event: .ended, failure: failure)
            (line.state, line.status) = ("refused", AskStatus.failed.rawValue)
            return bytes(of: line)
        }
    }

    private func end(_ state: MessageState) -> Line {
        var line = Line(event: .ended, text: text)
        line.status = AskStatus(state).rawValue
        switch state {
        case .complete: line.state = "complete"
        case .stopped(let outcome): (line.state, line.outcome) = ("stopped", outcome.rawValue)
        case .interrupted(let failure): line = Line(line, "interrupted", failure)
        case .failed(let failure): line = Line(line, "failed", failure)
        case .queued, .sent, .running: line.state = "unknown"
        }
        return line
    }

    private func bytes(of line: Line) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(line) else { return [] }
        let text = String(decoding: data, as: UTF8.self)
        return Array(((isTerminal ? SafeText(text).string : text) + "\n").utf8)
    }

    /// What is nil is left out.
    private struct Line: Encodable {
        let event: Name
        var thread: String?
        var prompt: String?
        var reply: String?
        var service: String?
        var assistant: String?
        var author: String?
        var id: String?
        var kind: String?
        var title: String?
        var text: String?
        var at: String?
        var state: String?
        var outcome: String?
        var what: String?
        var why: String?
        var remedy: String?
        var status: Int32?

        init(event: Name, text: String? = nil, failure: Failure? = nil) {
            self.event = event
            self.text = text
            what = failure?.what
            why = failure?.why
            remedy = failure?.remedy
        }

        init(_ line: Line, _ state: String, _ failure: Failure) {
            self = line
            self.state = state
            what = failure.what
            why = failure.why
            remedy = failure.remedy
        }
    }
}
