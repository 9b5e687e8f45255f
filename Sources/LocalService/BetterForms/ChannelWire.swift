import WireFormats

/// What is heard on channels: the events of the runs that are announced there, in the service's envelope.
///
/// There is no replay: who joins late misses what was said before. Every event carries its run's id, so that a stopped
/// run's events are told from those of the next.
struct ChannelWire: RunWire {
    private(set) var channels: Set<String> = []
    /// The messages are events of an event stream; otherwise each is one JSON text.
    let isEventStream: Bool

    init(channels: Set<String> = [], isEventStream: Bool) {
        self.channels = channels
        self.isEventStream = isEventStream
    }

    func messages(for event: RunEvent, of run: RunNames) -> [[UInt8]] {
        guard let audience = run.audience else { return [] }
        let heard = audience.channels.filter(channels.contains)
        guard !heard.isEmpty else { return [] }
        let events = BetterForms.Event.all(for: event, of: run)
        return heard.flatMap { channel in
            events.map { event in
                message(
                    BetterForms.Envelope(
                        channel: channel, actionName: audience.action,
                        event: BetterForms.ChannelEvent(event, runID: run.id)))
            }
        }
    }

    func messages(forTextSoFar text: String, of run: RunNames) -> [[UInt8]] { [] }

    /// The next run may be announced here too.
    func isOver(after event: RunEvent, of run: RunNames) -> Bool { false }

    /// A socket has pings of its own.
    var ping: [UInt8]? { isEventStream ? EventStream.ping : nil }

    var farewell: [[UInt8]] { [] }

    /// Does what a client says on the socket, and returns what it is answered.
    ///
    /// - Parameter text: `{"action":"channelJoinAnon","options":{"channel":"…"}}`, or `channelLeaveAnon`.
    mutating func answer(to text: String) -> [[UInt8]] {
        guard let request = try? WireJSON.decodeStrictly(BetterForms.ChannelRequest.self, from: text.utf8) else {
            return [refusal("Send channelJoinAnon or channelLeaveAnon, with the name of the channel in its options")]
        }
        switch request {
        case .join(let name):
            guard ChannelNames.isAllowed(name) else {
                return [refusal("The name of a channel has 1 to \(ChannelNames.longest) bytes")]
            }
            guard channels.contains(name) || channels.count < ChannelNames.limit else {
                return [refusal("A socket listens to at most \(ChannelNames.limit) channels")]
            }
            channels.insert(name)
            return [message(BetterForms.ChannelReply.joined(name))]
        case .leave(let name):
            channels.remove(name)
            return [message(BetterForms.ChannelReply.left(name))]
        }
    }

    private func refusal(_ words: String) -> [UInt8] { message(BetterForms.ErrorBody(status: 400, message: words)) }

    private func message(_ value: some Encodable) -> [UInt8] {
        // Our wire values hold nothing that JSON cannot.
        isEventStream ? EventStream.event(value) : (try? WireJSON.encode(value)).map(Array.init) ?? []
    }
}

extension BetterForms.Event {
    /// The words of this API for what happens in a run.
    fileprivate static func all(for event: RunEvent, of run: RunNames) -> [BetterForms.Event] {
        switch event {
        case .started: [.threadInfo(threadID: run.thread, runID: run.id)]
        case .text(let piece): [.delta(piece)]
        case .toolCalled(let call): [.functionCall([BetterForms.FunctionCall(call)])]
        // The API has no words for it.
        case .toolAnswered: []
        case .ended(let ended): end(ended)
        }
    }

    private static func end(_ ended: EndedRun) -> [BetterForms.Event] {
        if let failure = ended.failure {
            let detail = BetterForms.ErrorDetail(message: failure.message, code: "500")
            return [.error(detail), .end(finishReason: "error", usage: nil)]
        }
        return [.end(finishReason: ended.status == .stopped ? "cancelled" : "stop", usage: nil)]
    }
}

extension BetterForms.FunctionCall {
    fileprivate init(_ call: EngineToolCall) {
        self.init(
            name: call.name, toolCallID: call.id,
            arguments: try? WireJSON.decode(JSONValue.self, from: call.arguments.utf8))
    }
}
