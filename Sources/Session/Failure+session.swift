import ChatModel

/// The words for what goes wrong in the session itself.
extension Failure {
    static let noService = Failure(
        what: "A new thread needs an assistant", why: "no service is configured",
        remedy: "name a service in the configuration")

    static func unknownService(_ service: ServiceID) -> Failure {
        Failure(
            what: "Nobody answers in this thread", why: "the service \(service) is not configured",
            remedy: "name it in the configuration, or start a new thread")
    }

    static func unsaved(because failure: Failure) -> Failure {
        Failure(
            what: "The message was not sent", why: "it could not be saved: \(failure.reason)",
            remedy: "ask again once the store works")
    }

    static let endless = Failure(
        what: "The answer was cut off", why: "it stopped coming without an end", remedy: "continue it or ask again")

    static let fullMemory = Failure(
        what: "The message was not sent", why: "the store takes nothing and too much waits to be saved",
        remedy: "make room on the disk; the text is kept as a draft")

    static let fullMemoryOfFork = Failure(
        what: "The thread was not copied", why: "the store takes nothing and too much waits to be saved",
        remedy: "make room on the disk, then try again")

    static let forked = Failure(
        what: "The copy ends here", why: "the reply was still being written when the thread was forked")
}
