import ChatModel
import WireFormats

extension BetterFormsExchange {
    /// The end was heard on the channel.
    mutating func conclude() {
        if let trouble { return end(.failed(words(for: trouble))) }
        switch finish?.reason?.lowercased() {
        case "length", "max_tokens", "max_completion_tokens", "incomplete":
            end(.interrupted(cutOff("the service gives no longer answers")))
        case "content_filter": end(.interrupted(cutOff("a filter of the service ended it")))
        case let reason? where Self.stopReasons.contains(reason):
            end(.interrupted(cutOff("the service stopped it")))
        case "expired": end(.interrupted(cutOff("it took the service too long")))
        case "error", "failed": end(.failed(words(for: .troubled(message: ""))))
        default: hasGap ? end(.interrupted(cutOff("the connection was lost while it was written"))) : end(.complete)
        }
    }

    /// The answer to the post holds the whole reply.
    mutating func conclude(with whole: String, status: String?) {
        if whole != text {
            let isFirst = text.isEmpty
            text = whole
            emit(isFirst ? .text(whole) : .wholeText(whole))
        }
        hasGap = false
        finish = Finish(reason: status == "done" || status == "completed" ? nil : status)
        if mode == .stopping { end(.stopped(.alreadyFinished)) } else { conclude() }
    }

    /// The words of an end that was asked for.
    static let stopReasons: Set = ["cancelled", "canceled", "cancelling", "stopped", "aborted"]

    private func cutOff(_ why: String) -> Failure {
        Failure(what: "The answer was cut off", why: why, remedy: "ask again")
    }

    func words(for fault: ServiceFault) -> Failure { fault.failure(of: service, hasText: !text.isEmpty) }

    /// The end of a reply that could not be had.
    func ending(of fault: ServiceFault) -> ReplyEnd {
        switch fault {
        case .closed, .silent, .tooLarge: .interrupted(words(for: fault))
        case .unreadable: text.isEmpty ? .failed(words(for: fault)) : .interrupted(words(for: fault))
        case .unreachable, .refused, .troubled: .failed(words(for: fault))
        }
    }
}
