import ChatModel

/// One API of models: how a request is written and how its answer is read. Pure, and known by its kind alone, so that
/// one exchange serves all of them.
protocol ModelDialect: Sendable {
    associatedtype Reading: ModelReading

    /// The header field in which the service takes its key.
    var keyHeader: KeyHeader { get }
    /// The media type that a reply is asked for in.
    var accept: String { get }

    /// The call that asks for a reply; why there is none where the request cannot be put into this API's words.
    func call(for request: ReplyRequest, _ settings: ModelSettings) throws(Failure) -> ServiceCall

    /// A fresh machine for the answer to one call that was taken.
    func reading(_ settings: ModelSettings) -> Reading

    /// What an answer says that is no success.
    func refusal(in answer: ServiceAnswer) -> Refusal

    /// Asks for the models of the service.
    var models: ServiceCall { get }

    /// The models that an answer to `models` lists, in the order they are shown. Throws `DecodingError`.
    func models(in answer: ServiceAnswer) throws -> [ModelListing]

    /// Asks what a model can, where its service shows images to models that see none, and nobody is told.
    func abilities(of model: String) -> ServiceCall?

    /// Whether the answer says that the model takes images; nil where it does not say.
    func takesImages(in answer: ServiceAnswer) -> Bool?

    /// Whether a run that is asked for with these settings goes on without its connection.
    func goesOnUnheard(_ settings: ModelSettings) -> Bool

    /// Stops such a run, by the name that `ModelEvent.named` gave. In nearly all of these APIs closing the connection is
    /// the stop, and there is no such call.
    func stop(_ run: String) -> ServiceCall?

    /// Asks how far such a run is.
    func status(of run: String) -> ServiceCall?

    /// What the answer to either says about the run.
    func verdict(in answer: ServiceAnswer) -> ModelVerdict
}

extension ModelDialect {
    var keyHeader: KeyHeader { .bearer }
    var accept: String { "text/event-stream" }
    func abilities(of model: String) -> ServiceCall? { nil }
    func takesImages(in answer: ServiceAnswer) -> Bool? { nil }
    func goesOnUnheard(_ settings: ModelSettings) -> Bool { false }
    func stop(_ run: String) -> ServiceCall? { nil }
    func status(of run: String) -> ServiceCall? { nil }
    func verdict(in answer: ServiceAnswer) -> ModelVerdict { .unknown }
}

/// The stream machine of one answer: bytes in any cut go in, what they mean comes out. Pure.
///
/// What comes out does not depend on the cut, but for text and growth that may come in more pieces. One record that
/// cannot be read never ends it.
protocol ModelReading: Sendable {
    /// The next bytes of the body.
    mutating func read(_ bytes: [UInt8]) -> [ModelEvent]

    /// The body is over: what its unfinished last record still says. Never an end that the service did not say.
    mutating func close() -> [ModelEvent]
}

/// A run that has come to its end, as far as the service still says it.
struct ModelWhole: Hashable, Sendable {
    /// nil where it is not said.
    var text: String?
    var usage: TokenUsage?
    var end: ModelEnd
}

/// How far a run is that was asked for by its name.
enum ModelVerdict: Hashable, Sendable {
    case stopped
    /// It had come to its end before.
    case finished(ModelWhole)
    /// It has not ended yet.
    case going
    /// The service does not know the run, or not that it can be stopped.
    case unknown
}
