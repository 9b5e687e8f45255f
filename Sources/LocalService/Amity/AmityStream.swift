import Hummingbird
import Logging
import NIOCore
import WireFormats

/// Sends a reply while it is made: the whole text so far again and again, and last its end.
///
/// As each record repeats the text, the sum of them would grow with its square. So records keep their distance, which
/// grows with the text, and a reader that is slow gets fewer.
struct AmityStream: Sendable {
    let service: AssistantService
    let run: OwnedRun
    /// Said at the end when the sender had named none.
    let madeSession: @Sendable (EndedRun) async throws -> String?

    /// The time from a record with so many bytes of text to the next: at least 50 ms, at most 1 MB a second.
    static func distance(afterBytes bytes: Int) -> Duration { max(.milliseconds(50), .microseconds(bytes)) }

    /// Returns after the last bytes. Throws when the other side is gone, which stops the run.
    @concurrent
    func send(to writer: inout any ResponseBodyWriter) async throws {
        let listener = await service.subscribe(AmityWire(run: run.id)) {}
        do {
            // What had ended before will not ring.
            if await service.isRunning(run.id) { try await sendGrowth(listener, to: &writer) }
            try await writer.write(ByteBuffer(bytes: EventStream.event(try await end())))
        } catch {
            await service.unsubscribe(listener.id)
            throw error
        }
        await service.unsubscribe(listener.id)
    }

    /// Returns when the run has ended.
    private func sendGrowth(_ listener: Subscription, to writer: inout any ResponseBodyWriter) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await ping(listener.id) }
            defer { group.cancelAll() }
            var due = ContinuousClock.now
            for await _ in listener.bell {
                let taken = await service.take(listener.id)
                guard !taken.isLast else { return }
                if !taken.bytes.isEmpty { try await writer.write(ByteBuffer(bytes: taken.bytes)) }
                guard taken.messages.contains(AmityWire.wake) else { continue }
                if due > .now {
                    group.addTask { [due] in try await wake(listener.id, at: due) }
                } else if let text = await service.text(of: run.id, for: listener.id) {
                    let record = EventStream.event(Amity.StreamRecord.active(content: text))
                    try await writer.write(ByteBuffer(bytes: record))
                    due = .now + Self.distance(afterBytes: text.utf8.count)
                }
            }
            throw CancellationError()
        }
    }

    private func wake(_ listener: Int, at due: ContinuousClock.Instant) async throws {
        try await Task.sleep(until: due, clock: .continuous)
        await service.wake(listener)
    }

    private func ping(_ listener: Int) async {
        while (try? await Task.sleep(for: service.limits.ping)) != nil { await service.ping(listener) }
    }

    private func end() async throws -> Last {
        do {
            let ended = try await run.end()
            let answer = try Amity.Answer(ended)
            return .reply(AmityReply(answer: answer, madeSession: try await madeSession(ended), isRecord: true))
        } catch let refusal as Refusal {
            return .failure(refusal.amityError)
        } catch let error where !(error is CancellationError) {
            service.logger.error("reply not sent", metadata: ["run": "\(run.id)", "error": "\(error)"])
            return .failure(Refusal.broken("The service failed to do this").amityError)
        }
    }

    private enum Last: Encodable {
        case reply(AmityReply)
        case failure(Amity.ErrorObject)

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .reply(let reply): try reply.encode(to: encoder)
            case .failure(let error): try error.encode(to: encoder)
            }
        }
    }
}
