import ChatModel
import Glibc
import Store

/// The thread that a question belongs to.
enum AskThread: Hashable {
    case new
    /// The one in which was spoken last.
    case newest
    /// By its id, or the beginning of it.
    case named(String)

    /// What is kept of the thread that goes on; nil for a new one.
    ///
    /// What waits is taken into the threads first, if nobody else writes them.
    func find(_ locations: Locations) async throws(Failure) -> StoredThread? {
        guard self != .new else { return nil }
        let handover = Handover(locations)
        let store = try ThreadDatabase.open(directory: locations.threads, now: .now, isBrief: true)
        if let notice = store.notice { ProcessSafety.complain(notice) }
        if store.readOnly == nil {
            await handover.deliver { await store.join($0) }
        } else {
            try await Self.waitForWriter(handover)
        }
        let found: Result<StoredThread, Failure>
        do throws(Failure) { found = .success(try await find(in: store)) } catch { found = .failure(error) }
        await store.close(within: .seconds(10))
        return try found.get()
    }

    private func find(in store: ThreadDatabase) async throws(Failure) -> StoredThread {
        let id: ThreadID?
        switch self {
        case .named(let name): id = try await ThreadSelection(store: store).one(name)
        case .new, .newest: id = try await Self.newest(in: store)
        }
        guard let id, var stored = try await store.read(id) else {
            throw Failure(what: "There is no thread to go on with", remedy: "leave --continue out")
        }
        if stored.thread.deletedAt != nil {
            throw Failure(what: "The thread is in the trash", remedy: "weft threads restore \(id.text.prefix(8))")
        }
        if stored.messages.contains(where: { $0.state == .running }) {
            throw Failure(
                what: "The thread is busy", why: "a reply is being written in it", remedy: "wait for it, or stop it")
        }
        // Prompts that wait there are asked there, when it is their turn.
        stored.messages.removeAll { $0.state == .queued }
        stored.draft = ""
        if store.readOnly != nil {
            // The other Weft may go on in the same remote thread meanwhile.
            stored.thread.remoteID = nil
            stored.thread.remoteTip = nil
        }
        return stored
    }

    private static func newest(in store: ThreadDatabase) async throws(Failure) -> ThreadID? {
        let page = try await store.list(ThreadQuery(), around: 0, limit: ThreadSelection.most)
        return page.threads.filter { !$0.isEmpty }.max { $0.activeAt < $1.activeAt }?.id
    }

    /// Questions that are over come to a Weft that runs within moments.
    private static func waitForWriter(_ handover: Handover) async throws(Failure) {
        for _ in 0..<100 where handover.hasOver { try? await Task.sleep(for: .milliseconds(20)) }
        guard handover.hasOver else { return }
        throw Failure(
            what: "The thread cannot be gone on with", why: "an earlier question has not come to the threads yet",
            remedy: "quit the Weft that holds them, or name the thread later")
    }
}
