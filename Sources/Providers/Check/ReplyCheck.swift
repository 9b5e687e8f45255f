import ChatModel
import Foundation

/// Asks a service for two short replies: one to its end, one that is stopped.
struct ReplyCheck: Sendable {
    let reply: @Sendable (ReplyRequest) -> StreamingReply
    let limits: CheckLimits
    /// Where it is, for the words of a failure.
    let service: String
    /// Its API has a word for a stop. Otherwise the connection is closed, and nothing need come of that.
    var confirmsStops = true

    /// What was seen of one reply.
    private struct Observation {
        var pieces = 0
        var letters = 0
        var firstPiece: Duration?
        var end = ReplyEnd.complete
        /// The limit passed before the end, and it was asked to stop.
        var wasCut = false
        var elapsed = Duration.zero
    }

    /// Whether a reply comes, in pieces, and ends by itself.
    func replies() async -> CheckFinding.Verdict {
        let seen = await observe(asking: "Count from one to twenty in words.", stopsAtFirst: false)
        if seen.wasCut { return .failed(endless(seen)) }
        switch seen.end {
        case .failed(let failure), .interrupted(let failure): return .failed(failure)
        case .stopped: return .failed(Failure(what: "The reply was stopped", why: "nobody here asked for that"))
        case .complete: break
        }
        guard seen.letters > 0 else {
            return .failed(
                Failure(
                    what: "The answer is empty", why: "\(service) ended the reply without a word",
                    remedy: "check the url and the assistant in config.toml"))
        }
        guard seen.pieces > 1 else {
            return .failed(
                Failure(
                    what: "The service does not stream",
                    why: "the whole answer came in one piece after \(Self.seconds(seen.elapsed))",
                    remedy: "check that its streaming is on; replies can be read all the same, once they are whole"))
        }
        let first = seen.firstPiece.map { ", the first after \(Self.seconds($0))" } ?? ""
        return .passed("\(seen.pieces) pieces\(first)")
    }

    /// Whether a reply that has begun stops when it is asked to.
    func stops() async -> CheckFinding.Verdict {
        let seen = await observe(asking: "Count from one to two hundred in words.", stopsAtFirst: true)
        switch seen.end {
        case .stopped(.byService): return .passed("the service stopped")
        case .stopped(.byClosing): return .passed("the connection was closed, which is how this API stops")
        case .complete, .stopped(.alreadyFinished): return .skipped("the reply had already finished")
        case .stopped(.byClosing): return .passed("the connection was closed, which is how this service stops")
        case .stopped(.hereOnly) where !confirmsStops:
            return .skipped("the connection was closed, which this service does not confirm")
        case .stopped(.hereOnly):
            return .failed(
                Failure(
                    what: "The stop is not confirmed", why: "\(service) did not say that it stopped",
                    remedy: "a reply that you stop may go on there, unseen"))
        case .failed(let failure), .interrupted(let failure): return .failed(failure)
        }
    }

    private func observe(asking text: String, stopsAtFirst: Bool) async -> Observation {
        let clock = ContinuousClock()
        let start = clock.now
        let reply = reply(request(text))
        let guardian = Task { [limits] in
            try await Task.sleep(for: limits.reply)
            reply.stop()
            try await Task.sleep(for: limits.stop)
            reply.drop()
        }
        var seen = Observation()
        for await event in reply.events {
            switch event {
            case .text(let piece), .wholeText(let piece):
                seen.pieces += 1
                seen.letters += piece.utf8.count
                if seen.firstPiece == nil { seen.firstPiece = clock.now - start }
                if stopsAtFirst, seen.pieces == 1 { reply.stop() }
            case .ended(let end): seen.end = end
            case .threadNamed, .part, .partGrew, .rateLimit, .retrying: break
            }
        }
        seen.elapsed = clock.now - start
        seen.wasCut = seen.elapsed >= limits.reply
        guardian.cancel()
        return seen
    }

    private func endless(_ seen: Observation) -> Failure {
        let time = Self.seconds(limits.reply)
        let stop =
            switch seen.end {
            case .stopped(.byService): "it stopped when asked to"
            case .stopped(.byClosing): "the connection was closed"
            default: "asked to stop, it did not confirm"
            }
        guard seen.pieces > 0 else {
            return Failure(
                what: "No answer came", why: "\(service) said nothing for \(time); \(stop)",
                remedy: "check the service and what is behind it")
        }
        return Failure(
            what: "The reply does not end",
            why: "after \(time) and \(seen.pieces) pieces \(service) still went on; \(stop)",
            remedy: "check that the service ends each answer; in a thread, Esc stops it")
    }

    private func request(_ text: String) -> ReplyRequest {
        let name = UUID().uuidString.lowercased()
        let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        let thread = ThreadID(name)
        return ReplyRequest(
            run: RunID(name),
            thread: ChatThread(
                id: thread, title: "", createdAt: now, activeAt: now, service: ServiceID("check")),
            prompt: Message(
                id: MessageID(name), thread: thread, role: .user, text: text, createdAt: now, state: .sent),
            history: [])
    }

    private static func seconds(_ duration: Duration) -> String {
        duration.formatted(.units(allowed: [.seconds, .milliseconds], width: .narrow, maximumUnitCount: 1))
    }
}
