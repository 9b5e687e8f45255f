import HTTPTypes
import HummingbirdTesting
import NIOCore
import WireFormats

@testable import LocalService

/// Listens to one channel inside the service, without a socket.
struct ChannelEar {
    let channel: String
    let action: String
    private let service: AssistantService
    private let subscription: Subscription
    private var waiting: [BetterForms.ChannelEvent] = []
    private var isOver = false

    init(_ service: AssistantService, channel: String = "c", action: String = "onReply") async {
        self.service = service
        self.channel = channel
        self.action = action
        subscription = await service.subscribe(ChannelWire(channels: [channel], isEventStream: false)) {}
    }

    /// The next event; nil when the service has ended.
    mutating func next() async -> BetterForms.ChannelEvent? {
        while waiting.isEmpty {
            guard !isOver, await subscription.bell.first(where: { _ in true }) != nil else { return nil }
            let taken = await service.take(subscription.id)
            isOver = taken.isLast
            waiting = events(in: taken.messages)
        }
        return waiting.removeFirst()
    }

    /// All events up to the next end, and that.
    mutating func untilEnd() async -> [BetterForms.ChannelEvent] {
        var heard: [BetterForms.ChannelEvent] = []
        while let event = await next() {
            heard.append(event)
            if case .end = event.event { break }
        }
        return heard
    }

    /// What has come and was not taken yet.
    mutating func rest() async -> [BetterForms.ChannelEvent] {
        defer { waiting = [] }
        return waiting + events(in: await service.take(subscription.id).messages)
    }

    private func events(in messages: [[UInt8]]) -> [BetterForms.ChannelEvent] {
        messages.flatMap { BetterForms.channelMessages(in: $0, channel: channel, actionName: action) }.compactMap {
            if case .event(let event) = $0 { event } else { nil }
        }
    }
}

extension BetterForms.ChannelEvent {
    /// In short: "info", "delta text", "call name", "end reason", "error".
    var word: String {
        switch event {
        case .threadInfo: "info"
        case .delta(let text): "delta \(text)"
        case .functionCall(let calls): "call \(calls.map(\.name).joined(separator: ","))"
        case .end(let reason, _): "end \(reason ?? "")"
        case .error: "error"
        }
    }
}

/// Sends requests of the BetterForms API.
extension APIClient {
    func create(
        _ messages: String = #"[{"role":"user","content":"Hi"}]"#, stream: Bool = true, in thread: String? = nil,
        channels: String = #"["c"]"#, more: String = "", key: String? = nil
    ) async throws -> TestResponse {
        let thread = thread.map { #","thread_id":"\#($0)""# } ?? ""
        return try await send(
            .post, "/stream/create/assistants",
            """
            {"apiKey":"\(key ?? self.key)","channels":\(channels),"actionName":"onReply",
             "payload":{"stream":\(stream),"messages":\(messages)\(thread)\(more)}}
            """)
    }

    func start(in thread: String? = nil, channels: String = #"["c"]"#) async throws -> BetterForms.RunIDs {
        let reply = try await create(in: thread, channels: channels)
        guard let ids = try reply.value(BetterForms.CreateReply.self).ids else { throw NoIDs(text: reply.text) }
        return ids
    }

    func stop(_ thread: String, _ run: String) async throws -> TestResponse {
        try await send(
            .post, "/stream/create/assistants/stop", #"{"threadId":"\#(thread)","runId":"\#(run)"}"#)
    }

    func stop(_ ids: BetterForms.RunIDs) async throws -> BetterForms.StopReply {
        try await stop(ids.thread, ids.run).value(BetterForms.StopReply.self)
    }
}

struct NoIDs: Error { let text: String }

extension TestResponse {
    var text: String { String(buffer: body) }

    var failure: BetterForms.ErrorBody? { try? value(BetterForms.ErrorBody.self) }
}
