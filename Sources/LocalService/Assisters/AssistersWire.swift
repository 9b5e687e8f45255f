import WireFormats

/// The stream of one thread: each piece of a reply, the whole reply, and `[DONE]`.
struct AssistersWire: RunWire {
    let thread: String

    func messages(for event: RunEvent, of run: RunNames) -> [[UInt8]] {
        guard run.thread == thread else { return [] }
        switch event {
        case .text(let piece):
            return [EventStream.event(Assisters.StreamRecord(id: run.reply, content: piece, delta: true))]
        case .ended(let ended): return end(ended)
        // The API has no words for these in its stream.
        case .started, .toolCalled, .toolAnswered: return []
        }
    }

    func messages(forTextSoFar text: String, of run: RunNames) -> [[UInt8]] { messages(for: .text(text), of: run) }

    func isOver(after event: RunEvent, of run: RunNames) -> Bool {
        if case .ended = event { run.thread == thread } else { false }
    }

    var ping: [UInt8]? { EventStream.ping }

    var farewell: [[UInt8]] { [EventStream.done] }

    private func end(_ ended: EndedRun) -> [[UInt8]] {
        if let failure = ended.failure {
            return [EventStream.event(Assisters.ErrorBody(Assisters.ErrorDetail(failure)))]
        }
        let record = Assisters.StreamRecord(
            id: ended.reply, content: ended.text, delta: false, status: Assisters.Status(ended.status))
        return [EventStream.event(record), EventStream.done]
    }
}
