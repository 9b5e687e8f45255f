extension Failure {
    /// What a service says that cannot read all of a thread.
    package static let threadIsTooLong = "The thread is longer than the model can hold"
    /// How a reply ends that has filled what was left.
    package static let contextIsFull = "The answer was cut where the model's context was full"

    /// The model cannot hold what it was sent.
    package var isAboutContext: Bool { what == Self.threadIsTooLong || what == Self.contextIsFull }
}

extension MessageState {
    /// The service has said that the model cannot hold more.
    package var saysContextIsFull: Bool {
        switch self {
        case .interrupted(let failure), .failed(let failure): failure.isAboutContext
        default: false
        }
    }
}
