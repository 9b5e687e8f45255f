import ChatModel
import WireFormats

@testable import Providers

/// An exchange of the BetterForms API, and all that it has asked for.
struct BetterFormsRig {
    static let channel = "c"
    static let action = "weftReply"
    static let ids = BetterForms.RunIDs(thread: "thread_1", run: "run_1")

    private(set) var exchange: BetterFormsExchange
    private(set) var events: [ReplyEvent] = []
    private(set) var calls: [ServiceCall] = []
    private(set) var stops: [ServiceCall] = []
    private(set) var sent: [String] = []
    private(set) var alarms: [BetterFormsExchange.Alarm: Duration] = [:]
    private(set) var cancelledCalls = 0
    private(set) var openings = 0

    init(
        remoteThread: String? = nil, history: [Message] = [], settings: BetterFormsSettings = BetterFormsSettings(),
        key: String? = "BFAPI_secret-0123", own: ReplySettings = ReplySettings()
    ) {
        exchange = BetterFormsExchange(
            request: .sample(remoteThread: remoteThread, history: history, settings: own), settings: settings,
            secrets: BetterFormsSecrets(key: key, providerKey: settings.providerKey), service: "127.0.0.1:1",
            channel: Self.channel, idempotencyKey: "once", jitter: 1)
        feed(.started)
    }

    /// A rig whose post is under way and whose channel is joined.
    static func posting(
        remoteThread: String? = nil, history: [Message] = [], settings: BetterFormsSettings = BetterFormsSettings(),
        own: ReplySettings = ReplySettings()
    ) -> BetterFormsRig {
        var rig = BetterFormsRig(remoteThread: remoteThread, history: history, settings: settings, own: own)
        rig.join()
        return rig
    }

    /// A rig whose run is known, streaming.
    static func streaming(settings: BetterFormsSettings = BetterFormsSettings()) -> BetterFormsRig {
        var rig = BetterFormsRig.posting(settings: settings)
        rig.ack()
        return rig
    }

    mutating func feed(_ input: BetterFormsExchange.Input) {
        for action in exchange.handle(input) {
            switch action {
            case .emit(let event): events.append(event)
            case .openSocket: openings += 1
            case .send(let text): sent.append(String(decoding: text, as: UTF8.self))
            case .closeSocket: break
            case .call(_, let call): calls.append(call)
            case .cancelCall: cancelledCalls += 1
            case .askToStop(let call): stops.append(call)
            case .setAlarm(let alarm, let duration): alarms[alarm] = duration
            case .clearAlarm(let alarm): alarms[alarm] = nil
            }
        }
    }

    mutating func ring(_ alarm: BetterFormsExchange.Alarm) {
        guard alarms.removeValue(forKey: alarm) != nil else { return }
        feed(.rang(alarm))
    }

    mutating func open() { feed(.socketOpened(exchange.socketNumber)) }

    mutating func join() {
        open()
        hear(#"{"joined":"c"}"#)
    }

    mutating func hear(_ text: String) { feed(.socketHeard(exchange.socketNumber, Array(text.utf8))) }

    mutating func hear(_ event: BetterForms.Event, run: String? = nil) {
        let envelope = BetterForms.Envelope(
            channel: Self.channel, actionName: Self.action, event: .init(event, runID: run))
        hear(String(decoding: BetterFormsCalls.text(envelope), as: UTF8.self))
    }

    mutating func end(_ reason: String? = nil) { hear(.end(finishReason: reason, usage: nil)) }

    mutating func loseSocket(_ fault: ServiceFault = .closed(afterFirstByte: true)) {
        feed(.socketClosed(exchange.socketNumber, fault))
    }

    mutating func ack() { answer(Self.acknowledgement, status: 201) }

    mutating func answer(_ body: String, status: Int = 200, retryAfter: Duration? = nil) {
        let answer = ServiceAnswer(status: status, retryAfter: retryAfter, body: Array(body.utf8))
        feed(.answered(call: exchange.call, .success(answer)))
    }

    mutating func fail(_ fault: ServiceFault) { feed(.answered(call: exchange.call, .failure(fault))) }

    mutating func answerStop(_ body: String, status: Int = 200) {
        feed(.stopAnswered(.success(ServiceAnswer(status: status, body: Array(body.utf8)))))
    }

    /// Lets all time pass; sockets that are asked for cannot be had.
    mutating func wait() {
        let order: [BetterFormsExchange.Alarm] = [
            .socket, .retry, .rejoin, .aftermath, .stopEnd, .stopNames, .idle, .quiet, .silence,
        ]
        while end == nil, let next = order.first(where: { alarms[$0] != nil }) { ring(next) }
    }

    static let acknowledgement = String(
        decoding: BetterFormsCalls.text(BetterForms.CreateReply.created(ids)), as: UTF8.self)

    static func reply(_ text: String) -> String {
        String(decoding: BetterFormsCalls.text(BetterForms.CreateReply.done(text, ids)), as: UTF8.self)
    }

    static func error(_ message: String, status: Int) -> String {
        let body = BetterForms.ErrorBody(status: status, message: message)
        return String(decoding: BetterFormsCalls.text(body), as: UTF8.self)
    }

    var text: String { events.text }

    var end: ReplyEnd? {
        if case .ended(let end) = events.last { end } else { nil }
    }

    var parts: [MessagePart] { events.parts }

    /// The body of the last post.
    var posted: BetterForms.CreateRequest? {
        calls.last?.body.flatMap { try? WireJSON.decode(BetterForms.CreateRequest.self, from: $0) }
    }
}
