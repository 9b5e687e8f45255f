import ChatModel
import WireFormats

@testable import Providers

/// An exchange with Amity BOTs+, and all that it has asked for.
struct AmityRig {
    private(set) var exchange: AmityExchange
    private(set) var events: [ReplyEvent] = []
    private(set) var posts: [ServiceCall] = []
    private(set) var questions: [ServiceCall] = []
    private(set) var alarms: [AmityExchange.Alarm: Duration] = [:]
    private(set) var cancelledPosts = 0

    init(
        remoteThread: String? = "s", history: [Message] = [], settings: AmitySettings = AmitySettings(),
        key: String? = nil
    ) {
        exchange = AmityExchange(
            request: .sample(remoteThread: remoteThread, history: history), settings: settings,
            service: "127.0.0.1:1", newSession: "new", idempotencyKey: "key", jitter: 1, mask: KeyMask(key))
        feed(.started)
    }

    /// A rig whose post was taken.
    static func reading(
        type: String? = "text/event-stream; charset=utf-8", remoteThread: String? = "s",
        settings: AmitySettings = AmitySettings(), key: String? = nil
    ) -> AmityRig {
        var rig = AmityRig(remoteThread: remoteThread, settings: settings, key: key)
        rig.begin(type: type)
        return rig
    }

    mutating func feed(_ input: AmityExchange.Input) {
        for action in exchange.handle(input) {
            switch action {
            case .emit(let event): events.append(event)
            case .post(_, let call): posts.append(call)
            case .cancelPost: cancelledPosts += 1
            case .ask(_, let call): questions.append(call)
            case .setAlarm(let alarm, let duration): alarms[alarm] = duration
            case .clearAlarm(let alarm): alarms[alarm] = nil
            }
        }
    }

    mutating func ring(_ alarm: AmityExchange.Alarm) {
        guard alarms.removeValue(forKey: alarm) != nil else { return }
        feed(.rang(alarm))
    }

    mutating func begin(type: String? = "text/event-stream", rateLimit: RateLimit? = nil) {
        let head = ServiceAnswer(status: 200, rateLimit: rateLimit, contentType: type, body: [])
        feed(.began(call: exchange.call, head))
    }

    mutating func receive(_ text: String) { receive(Array(text.utf8)) }

    mutating func receive(_ bytes: [UInt8]) { feed(.bytes(call: exchange.call, bytes)) }

    /// The body is over.
    mutating func close() { feed(.closed(call: exchange.call, .success(nil))) }

    mutating func fail(_ fault: ServiceFault) { feed(.closed(call: exchange.call, .failure(fault))) }

    mutating func refuse(_ status: Int, _ body: String = "", retryAfter: Duration? = nil, location: String? = nil) {
        let answer = ServiceAnswer(
            status: status, retryAfter: retryAfter, location: location, body: Array(body.utf8))
        feed(.closed(call: exchange.call, .success(answer)))
    }

    mutating func tellStatus(_ body: String, status: Int = 200) {
        let answer = ServiceAnswer(status: status, body: Array(body.utf8))
        feed(.answered(question: exchange.question, .success(answer)))
    }

    var text: String { events.text }
    var parts: [MessagePart] { events.parts }

    var end: ReplyEnd? {
        if case .ended(let end) = events.last { end } else { nil }
    }
}

/// What Amity BOTs+ says.
enum AmityWire {
    static func active(_ content: String) -> String {
        #"data: {"__status": "active", "content": "\#(content)"}"# + "\n"
    }

    static func finished(_ answer: String) -> String {
        #"data: {"__status": "finished", "answer": "\#(answer)", "inspection": {}, "searchResults": {}}"# + "\n"
    }

    static func error(_ message: String, status: Int = 400, code: Int = 400_000) -> String {
        #"{"__error":true,"name":"SampleException","code":\#(code),"status":\#(status),"#
            + #""message":"\#(message)","errors":[]}"#
    }

    static func status(_ word: String, answer: String? = nil, session: String = "s") -> String {
        let answer = answer.map { #","answer":"\#($0)""# } ?? ""
        return #"{"sessionId":"\#(session)","status":"\#(word)"\#(answer)}"#
    }

    /// The example of the documentation, as it is printed there.
    static let documentation = """
        /// completion in progress
        data: {"__status": "active", "content": "Hello"}
        data: {"__status": "active", "content": "Hello! How may"}

        // once processing has finished
        data: {"__status": "finished", "answer": "Hello! How may I help you?" , "inspection": {...}, searchResults: {...}}

        // if there are any errors
        data: {"__error", "name": "SampleException", "code": 400000, "status": 400, "message": "error message", "errors": []}
        """
}
