import ChatModel

/// What happens to an exchange with a model.
enum ModelInput: Sendable {
    case started
    /// The service has taken the post; the answer has no body yet.
    case began(call: Int, ServiceAnswer)
    case bytes(call: Int, [UInt8])
    /// The answer has ended: well, with a refusal, or with a fault.
    case closed(call: Int, Result<ServiceAnswer?, ServiceFault>)
    case answered(question: Int, Result<ServiceAnswer, ServiceFault>)
    case rang(ModelAlarm)
    case stop
    case drop
}

/// What an exchange with a model wants done.
enum ModelAction: Hashable, Sendable {
    case emit(ReplyEvent)
    case post(Int, ServiceCall)
    /// Closes the connection of the post.
    case cancelPost
    case ask(Int, ServiceCall)
    /// Sets the alarm anew when it is set already.
    case setAlarm(ModelAlarm, Duration)
    case clearAlarm(ModelAlarm)
}

enum ModelAlarm: Hashable, Sendable {
    /// Nothing has come for long.
    case silence
    /// It is time for the next attempt.
    case retry
    /// What may follow the end of a reply has had its time.
    case aftermath
    /// It is time to ask once more how far the run is.
    case question
    /// The service has had its time to say what came of the stop.
    case verdict
    /// The service has had its time to say what the model can.
    case inquiry
}
