import ChatModel

/// A message's state in columns that a person can read with any SQLite tool.
struct StoredState: Equatable {
    var name: String
    var outcome: String?
    var failure: Failure?
}

extension StoredState {
    init(_ state: MessageState) {
        switch state {
        case .queued: self.init(name: "queued")
        case .sent: self.init(name: "sent")
        case .running: self.init(name: "running")
        case .complete: self.init(name: "complete")
        case .stopped(let outcome): self.init(name: "stopped", outcome: outcome.rawValue)
        case .interrupted(let failure): self.init(name: "interrupted", failure: failure)
        case .failed(let failure): self.init(name: "failed", failure: failure)
        }
    }

    /// A name that no Weft wrote reads *interrupted*, and an outcome that none wrote claims the least.
    var state: MessageState {
        switch name {
        case "queued": .queued
        case "sent": .sent
        case "running": .running
        case "complete": .complete
        case "stopped": .stopped(outcome.flatMap(StopOutcome.init(rawValue:)) ?? .hereOnly)
        case "failed": .failed(failure ?? Failure(what: "The answer failed"))
        default: .interrupted(failure ?? .cutOffByTheEnd)
        }
    }
}

extension Failure {
    /// The words for a reply that was running when the process that wrote it died.
    static let cutOffByTheEnd = Failure(
        what: "The answer was cut off", why: "Weft ended while it was coming", remedy: "continue it or ask again")
}
