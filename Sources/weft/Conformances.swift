import ChatModel
import Providers
import Session
import Store

extension ThreadDatabase: ThreadStore {}

/// What the clients of all services have.
protocol StreamingClient: Sendable {
    func reply(to request: ReplyRequest) -> StreamingReply
    func reachability() async -> Reachability
    func close() async
}

extension AssistersProvider: StreamingClient, AssistantDirectory {}
extension ModelProvider: StreamingClient, AssistantDirectory {}
extension AmityProvider: StreamingClient {}
extension BetterFormsProvider: StreamingClient {}

/// A client of one service, as the session knows it.
struct ServiceClient: ReplyProvider {
    let client: any StreamingClient

    func reply(to request: ReplyRequest) -> ReplyHandle {
        let reply = client.reply(to: request)
        return ReplyHandle(events: reply.events, stop: reply.stop, drop: reply.drop)
    }

    func reachability() async -> Reachability { await client.reachability() }

    func close() async { await client.close() }

    /// nil where assistants cannot be managed.
    var directory: (any AssistantDirectory)? { client as? any AssistantDirectory }
}
