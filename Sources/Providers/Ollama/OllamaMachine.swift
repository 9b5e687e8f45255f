import ChatModel
import WireFormats

/// Reads the lines of one answer of Ollama.
///
/// `"done":true` ends a reply. An error may come in any line, although the status has said that all is well.
struct OllamaMachine: LineMachine {
    /// The most tokens that were asked for.
    private let limit: Int?
    private var thoughts = InlineThoughts()
    private var reasoning = ReasoningParts()
    private var calls = 0

    init(limit: Int?) { self.limit = limit }

    mutating func take(_ line: [UInt8]) -> [ModelEvent] {
        guard let record = try? WireJSON.decode(Ollama.ChatLine.self, from: line), record.isKnown else {
            return [.lost(String(decoding: line, as: UTF8.self))]
        }
        if !record.thinking.isEmpty { thoughts.areElsewhere() }
        var events = reasoning.take(record.thinking)
        events += thoughts.take(record.text).flatMap { reasoning.take($0) }
        if record.isDone || record.error != nil { events += thoughts.end().flatMap { reasoning.take($0) } }
        for call in record.calls {
            reasoning.end()
            calls += 1
            events.append(.part(ModelPart.toolCall(calls, name: call.name, arguments: call.arguments)))
        }
        if let error = record.error {
            return events + [.finished(.failed(.troubled(message: error.isEmpty ? "it did not say why" : error)))]
        }
        return record.isDone ? events + end(record) : events
    }

    private func end(_ record: Ollama.ChatLine) -> [ModelEvent] {
        var events: [ModelEvent] = [
            .usage(TokenUsage(input: record.promptCount, output: record.replyCount, model: record.model))
        ]
        if let times = record.times.words(replyCount: record.replyCount) {
            events.append(.part(MessagePart(id: "inspection-times", kind: .inspection, title: times)))
        }
        return events + [.finished(end(by: record.doneReason ?? "stop", written: record.replyCount)), .over]
    }

    private func end(by word: String, written: Int?) -> ModelEnd {
        switch word {
        case "stop": .complete
        // The same word stands for both limits.
        case "length": limit.map { (written ?? $0) >= $0 } == true ? .cutAtLength(limit: limit) : .contextFull
        default: .unknown(word)
        }
    }
}

extension Ollama.Times {
    /// "loaded in 2.1 s, read in 0.3 s, 41 tokens a second"; nil where nothing is known.
    fileprivate func words(replyCount: Int?) -> String? {
        var words: [String] = []
        if let load, load >= Self.leastLoad { words.append("loaded in \(Self.seconds(load))") }
        if let prompt, prompt > 0 { words.append("read in \(Self.seconds(prompt))") }
        if let reply, reply > 0, let replyCount, replyCount > 0 {
            let speed = Double(replyCount) / (Double(reply) / 1e9)
            words.append("\(Int(min(speed, 1e6).rounded())) tokens a second")
        }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    /// A model that was there already is found faster.
    private static let leastLoad = 500_000_000

    private static func seconds(_ nanoseconds: Int) -> String {
        let tenths = nanoseconds / 100_000_000
        return "\(tenths / 10).\(tenths % 10) s"
    }
}
