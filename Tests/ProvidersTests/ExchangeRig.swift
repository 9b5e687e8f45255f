import ChatModel
import WireFormats

@testable import Providers

/// An exchange, and all that it has asked for.
struct ExchangeRig {
    private(set) var exchange: AssistersExchange
    private(set) var events: [ReplyEvent] = []
    private(set) var calls: [ServiceCall] = []
    private(set) var alarms: [AssistersExchange.Alarm: Duration] = [:]
    private(set) var cancelledCalls = 0
    private(set) var isListening = false

    init(
        remoteThread: String? = "thread_1", history: [Message] = [], settings: AssistersSettings? = nil,
        knownAssistant: String? = nil
    ) {
        exchange = AssistersExchange(
            request: .sample(remoteThread: remoteThread, history: history),
            settings: settings ?? AssistersSettings(assistant: "asst_1"), service: "127.0.0.1:1",
            idempotencyKey: "key", jitter: 1, knownAssistant: knownAssistant)
        feed(.started)
    }

    /// A rig whose post is under way and whose stream is open.
    static func posting(settings: AssistersSettings? = nil) -> ExchangeRig {
        var rig = ExchangeRig(settings: settings)
        rig.feed(.streamOpened(rig.exchange.stream))
        return rig
    }

    mutating func feed(_ input: AssistersExchange.Input) {
        for action in exchange.handle(input) {
            switch action {
            case .emit(let event): events.append(event)
            case .call(_, let call): calls.append(call)
            case .cancelCall: cancelledCalls += 1
            case .openStream: isListening = true
            case .closeStream: isListening = false
            case .setAlarm(let alarm, let duration): alarms[alarm] = duration
            case .clearAlarm(let alarm): alarms[alarm] = nil
            }
        }
    }

    mutating func ring(_ alarm: AssistersExchange.Alarm) {
        guard alarms.removeValue(forKey: alarm) != nil else { return }
        feed(.rang(alarm))
    }

    mutating func stream(_ text: String) { stream(Array(text.utf8)) }

    mutating func stream(_ bytes: [UInt8]) { feed(.streamBytes(exchange.stream, bytes)) }

    mutating func closeStream(wasRefused: Bool = false) {
        feed(.streamClosed(exchange.stream, wasRefused: wasRefused))
    }

    mutating func answer(_ body: String, status: Int = 200, retryAfter: Duration? = nil) {
        let answer = ServiceAnswer(status: status, retryAfter: retryAfter, body: Array(body.utf8))
        feed(.answered(call: exchange.call, .success(answer)))
    }

    mutating func fail(_ fault: ServiceFault) { feed(.answered(call: exchange.call, .failure(fault))) }

    /// The reply as the person sees it.
    var text: String { events.text }

    var end: ReplyEnd? {
        if case .ended(let end) = events.last { end } else { nil }
    }
}

extension [ReplyEvent] {
    var text: String {
        reduce(into: "") { text, event in
            switch event {
            case .text(let piece): text += piece
            case .wholeText(let whole): text = whole
            default: break
            }
        }
    }

    var ends: [ReplyEnd] {
        compactMap { if case .ended(let end) = $0 { end } else { nil } }
    }

    var parts: [MessagePart] {
        compactMap { if case .part(let part) = $0 { part } else { nil } }
    }

    var retries: [(after: Duration, because: Failure)] {
        compactMap { if case .retrying(let wait, let failure) = $0 { (wait, failure) } else { nil } }
    }
}

extension ReplyEnd {
    var failure: Failure? {
        switch self {
        case .failed(let failure), .interrupted(let failure): failure
        case .complete, .stopped: nil
        }
    }

    var isInterrupted: Bool { if case .interrupted = self { true } else { false } }
    var isFailed: Bool { if case .failed = self { true } else { false } }
}

extension ReplyRequest {
    static func sample(
        remoteThread: String?, history: [Message] = [], settings: ReplySettings = ReplySettings()
    ) -> ReplyRequest {
        let moment = Timestamp(milliseconds: 0)
        var thread = ChatThread(
            id: "t", title: "T", createdAt: moment, activeAt: moment, service: "s", remoteID: remoteThread)
        thread.settings = settings
        return ReplyRequest(run: "run", thread: thread, prompt: .sample("p", "Hello?"), history: history)
    }
}

extension ReplyRequest {
    /// A prompt in a thread that the service knows, or, with a history, in one that it does not know yet.
    static func sample(
        _ text: String, assistant: AssistantID? = nil, history: [Message] = [], attaching files: [String] = []
    ) -> ReplyRequest {
        let sample = sample(remoteThread: history.isEmpty ? "thread_1" : nil, history: history)
        var thread = sample.thread
        thread.assistant = assistant.map { AssistantReference(id: $0, name: "Somebody") }
        var prompt = Message.sample("p", text)
        for file in files { prompt.set(MessagePart(id: file, kind: .attachment, title: file)) }
        return ReplyRequest(run: sample.run, thread: thread, prompt: prompt, history: history)
    }
}

extension Message {
    static func sample(
        _ id: MessageID, _ text: String, role: Role = .user, state: MessageState = .sent
    ) -> Message {
        Message(id: id, thread: "t", role: role, text: text, createdAt: Timestamp(milliseconds: 0), state: state)
    }
}

/// What the service says.
enum Wire {
    static func delta(_ text: String, id: String = "msg_1") -> String {
        #"data: {"id":"\#(id)","role":"assistant","content":"\#(text)","delta":true}"# + "\n\n"
    }

    static func final(_ text: String, status: String? = nil, id: String = "msg_1") -> String {
        let status = status.map { #","status":"\#($0)""# } ?? ""
        return #"data: {"id":"\#(id)","role":"assistant","content":"\#(text)","delta":false\#(status)}"# + "\n\n"
    }

    static let done = "data: [DONE]\n\n"

    static func reply(_ text: String, status: String? = nil) -> String {
        let status = status.map { #","status":"\#($0)""# } ?? ""
        return #"{"id":"msg_1","role":"assistant","content":"\#(text)","created_at":"2026-01-01T00:00:00Z"\#(status)}"#
    }

    static func error(_ message: String, code: String = "some_error", param: String? = nil) -> String {
        let param = param.map { #","param":"\#($0)""# } ?? ""
        return #"{"error":{"code":"\#(code)","message":"\#(message)","type":"some_type"\#(param)}}"#
    }
}
