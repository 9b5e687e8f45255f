import ChatModel

extension ServiceFault {
    /// The fault in words for the person. Nothing of the request is in it, the key least of all.
    /// - Parameters:
    ///   - service: Where the service is: "127.0.0.1:4242".
    ///   - hasText: A part of the answer has been shown.
    func failure(of service: String, hasText: Bool = false) -> Failure {
        let cut = hasText ? "The answer was cut off" : "No answer came"
        switch self {
        case .unreachable(let reason): return reason.failure(of: service)
        case .closed:
            return Failure(
                what: cut, why: "\(service) closed the connection before the end", remedy: Self.askAgain)
        case .silent(let duration):
            let seconds = duration.components.seconds
            let time = seconds > 0 ? "\(seconds) s" : "too long"
            return Failure(what: cut, why: "nothing came from \(service) for \(time)", remedy: Self.askAgain)
        case .tooLarge(let limit):
            return Failure(what: cut, why: "the answer is larger than \(limit >> 20) MiB", remedy: Self.askAgain)
        case .unreadable(let reason):
            return Failure(what: hasText ? cut : "The answer could not be read", why: reason, remedy: Self.askAgain)
        case .refused(let refusal): return refusal.failure(of: service)
        case .troubled(let message):
            return Failure(
                what: "The service failed while it answered", why: Self.quoted(message), remedy: Self.askAgain)
        }
    }

    fileprivate static let askAgain = "ask again"
    static let shorten = "ask again and choose what is left out, or ask a model that holds more"

    /// The words of a service, cut to a length that can be shown in a line or two.
    static func quoted(_ message: String) -> String {
        var words = message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        while words.hasSuffix(".") { words.removeLast() }
        return words.count <= 300 ? words : words.prefix(299) + "…"
    }
}

extension Unreachability {
    fileprivate func failure(of service: String) -> Failure {
        switch self {
        case .unknownName:
            Failure(
                what: "The service cannot be reached", why: "there is no host \(service), or no network",
                remedy: "check the address and the network")
        case .refused:
            Failure(
                what: "The service cannot be reached", why: "nothing listens at \(service)",
                remedy: "check that the service runs")
        case .timedOut:
            Failure(
                what: "The service cannot be reached", why: "\(service) did not take the connection in time",
                remedy: "check the network, then ask again")
        case .insecure(let reason):
            Failure(
                what: "The connection to \(service) is not safe", why: reason,
                remedy: "check the address and the clock of this machine")
        case .other(let reason):
            Failure(
                what: "The service cannot be reached", why: "connecting to \(service) failed: \(reason)",
                remedy: "check the network, then ask again")
        }
    }
}

extension Refusal {
    fileprivate func failure(of service: String) -> Failure {
        Failure(what: what, why: why(of: service), remedy: remedy)
    }

    private var what: String {
        switch status {
        case 400... where isAboutLength: Failure.threadIsTooLong
        case 300..<400: "The service sent us elsewhere"
        case 401: "The service does not accept the key"
        case 403: "The key does not allow this"
        case 404: "The service does not know this"
        case 413: "The message is too large for the service"
        case 429: isAboutQuota ? "The quota at the service is used up" : "The service asks to slow down"
        case 503, 529: "The service is overloaded"
        case 500...: "The service failed"
        default: "The service refused the request"
        }
    }

    private func why(of service: String) -> String {
        let words = ServiceFault.quoted(message)
        if !words.isEmpty { return words }
        if (300..<400).contains(status) {
            let target = location.map { "to \(ServiceFault.quoted($0)) " } ?? ""
            return "\(service) redirects \(target)and redirects are not followed"
        }
        return "\(service) answered with status \(status)"
    }

    private var remedy: String {
        switch status {
        case 400... where isAboutLength: return ServiceFault.shorten
        case 300..<400: return "check the address of the service"
        case 401, 403: return "check the key in the settings"
        case 404: return "check the address and the assistant in the settings"
        case 413: return "send a shorter message"
        case _ where isAboutQuota: return "look at your account with the service"
        default: break
        }
        guard let retryAfter, retryAfter > .zero else { return ServiceFault.askAgain }
        return "ask again in \(Self.span(retryAfter))"
    }

    /// "61 s", "5 min", "2 h": rounded up, since to come back early is in vain.
    private static func span(_ duration: Duration) -> String {
        let (whole, rest) = duration.components
        let seconds = whole + (rest > 0 ? 1 : 0)
        if seconds < 120 { return "\(seconds) s" }
        return seconds < 7200 ? "\((seconds + 59) / 60) min" : "\((seconds + 3599) / 3600) h"
    }
}
