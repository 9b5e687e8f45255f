import ChatModel
import Providers
import Session
import Store

extension ThreadDatabase: ThreadStore {}

/// A client of one service, as the session knows it.
struct AssistersService: ReplyProvider {
    let client: AssistersProvider

    func reply(to request: ReplyRequest) -> ReplyHandle {
        let reply = client.reply(to: request)
        return ReplyHandle(events: reply.events, stop: reply.stop, drop: reply.drop)
    }

    func reachability() async -> Reachability { await client.reachability() }
}
