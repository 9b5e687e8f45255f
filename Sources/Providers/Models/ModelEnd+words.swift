import ChatModel

extension ModelEnd {
    /// The end in words for the person; of one that is whole there is nothing to say.
    /// - Parameter service: Where the service is.
    func words(of service: String) -> Failure {
        switch self {
        case .complete: Failure(what: "")
        case .cutAtLength(let limit):
            Failure(
                what: "The answer was cut at its length limit",
                why: "the model wrote the most it may" + (limit.map { ", \(TokenUsage.grouped($0)) tokens" } ?? ""),
                remedy: "let it go on")
        case .contextFull:
            Failure(
                what: Failure.contextIsFull,
                why: "all that was said and this answer are as much as the model can hold",
                remedy: ServiceFault.shorten)
        case .paused:
            Failure(
                what: "The model paused", why: "\(service) pauses turns that take long", remedy: "let it go on")
        case .refused(let why):
            Failure(
                what: "The model refused to answer", why: ServiceFault.quoted(why), remedy: "ask in another way")
        case .unknown(let word):
            Failure(
                what: "Whether the answer is whole is not known",
                why: "\(service) ended it with a word that Weft does not know: \(ServiceFault.quoted(word))",
                remedy: "let it go on if it is cut")
        case .failed(let fault): fault.failure(of: service)
        }
    }
}
