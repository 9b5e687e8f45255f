import ChatModel

/// One request to a service, before it is bound to its address and key.
struct ServiceCall: Hashable, Sendable {
    enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case delete = "DELETE"
    }

    let method: Method
    /// Without a slash at its beginning; its parts are escaped.
    let path: String
    /// JSON.
    var body: [UInt8]?
    /// The same for all attempts of one send, so that the service does the work once.
    var idempotencyKey: String?
    /// Header fields that this call has beside those of all calls, by their names.
    var fields: [String: String] = [:]
}

/// A whole answer to a call.
struct ServiceAnswer: Hashable, Sendable {
    let status: Int
    /// What the service asks to wait, when it says so in a way that can be understood.
    var retryAfter: Duration?
    /// How much the service may still be asked, when it says so.
    var rateLimit: RateLimit?
    /// Where a redirect points.
    var location: String?
    /// The media type of the body as the service names it, with its parameters.
    var contentType: String?
    var body: [UInt8]

    var isSuccess: Bool { (200..<300).contains(status) }
}

/// How long to wait for what.
package struct ServiceTimeouts: Hashable, Sendable {
    package var connect: Duration
    /// The longest silence, until an answer begins and after: reset by every byte that comes. Zero allows any.
    package var silence: Duration
    /// How long a send waits for its event stream to open.
    package var streamGrace: Duration
    /// How long the service may take to confirm a stop.
    package var verdict: Duration
    /// How long a call may take that is no part of a reply: a page of assistants, a change of one.
    package var call: Duration

    package init(
        connect: Duration = .seconds(10), silence: Duration = .seconds(120),
        streamGrace: Duration = .milliseconds(300), verdict: Duration = .seconds(2),
        call: Duration = .seconds(30)
    ) {
        self.connect = connect
        self.silence = silence
        self.streamGrace = streamGrace
        self.verdict = verdict
        self.call = call
    }
}
