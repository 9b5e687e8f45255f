import ChatModel
import Testing
import WireFormats

@testable import Providers

@Suite("ModelExchange")
struct ModelExchangeTests {
    private typealias Rig = ModelRig<ChatCompletionsDialect>

    private static let dialect = ChatCompletionsDialect(ChatCompletionsTable.others)

    private static func text(_ text: String) -> String {
        ChatCompletionsCutTests.chunk(#"{"content":"\#(text)"}"#) + "\n\n"
    }

    private static let finish = ChatCompletionsCutTests.chunk("{}", #""stop""#) + "\n\n"

    private static func rig(settings: ModelSettings = ModelSettings(), key: String? = nil) -> Rig {
        .reading(dialect, settings: settings, key: key)
    }

    @Test("A refused call is made again, after the time the service asks for, and each wait is told")
    func retries() {
        var rig = Rig(Self.dialect)
        rig.refuse(429, #"{"error":{"message":"Slow down","code":"rate_limit_exceeded"}}"#, retryAfter: .seconds(7))
        #expect(rig.events.retries.map(\.after) == [.seconds(7)])
        #expect(rig.events.retries.map(\.because.what) == ["The service asks to slow down"])
        rig.ring(.retry)
        rig.fail(.unreachable(.refused))
        rig.ring(.retry)
        #expect(rig.posts.count == 3)
        #expect(Set(rig.posts).count == 1)
        rig.begin()
        rig.receive(Self.text("Hi") + Self.finish + "data: [DONE]\n\n")
        #expect(rig.text == "Hi" && rig.end == .complete)
    }

    @Test("Nothing is asked again once the answer has begun, nor where waiting is in vain")
    func noRetries() {
        var begun = Self.rig()
        begun.fail(.closed(afterFirstByte: true))
        #expect(begun.events.retries.isEmpty && begun.end?.isInterrupted == true)
        var quota = Rig(Self.dialect)
        quota.refuse(429, #"{"error":{"message":"No money","type":"insufficient_quota","code":null}}"#)
        #expect(quota.end?.failure?.what == "The quota at the service is used up")
        var far = Rig(Self.dialect)
        far.refuse(429, "{}", retryAfter: .seconds(3600))
        #expect(far.end?.failure?.remedy == "ask again in 60 min")
        var wrong = Rig(Self.dialect)
        wrong.refuse(401, #"{"error":{"message":"Incorrect API key provided: key-0123456789."}}"#)
        #expect(wrong.end?.failure?.what == "The service does not accept the key")
    }

    @Test("An answer that ends without a word of its end is interrupted, and its text is kept")
    func truncated() {
        var rig = Self.rig()
        rig.receive(Self.text("Half"))
        rig.close()
        #expect(rig.text == "Half")
        #expect(
            rig.end
                == .interrupted(
                    Failure(
                        what: "The answer was cut off", why: "127.0.0.1:1 closed the connection before the end",
                        remedy: "ask again")))
    }

    @Test("What is used may follow the end, but is not waited for longer than a moment")
    func aftermath() {
        var rig = Self.rig()
        rig.receive(Self.text("Hi") + Self.finish)
        #expect(rig.end == nil && rig.alarms[.aftermath] == .seconds(2) && rig.alarms[.silence] == nil)
        rig.ring(.aftermath)
        #expect(rig.end == .complete)
        var late = Self.rig()
        late.receive(Self.text("Hi") + Self.finish)
        late.fail(.closed(afterFirstByte: true))
        #expect(late.end == .complete)
    }

    @Test("Silence ends it, and each byte begins the wait anew")
    func silence() {
        var settings = ModelSettings()
        settings.timeouts.silence = .seconds(5)
        var rig = Self.rig(settings: settings)
        rig.ring(.silence)
        #expect(rig.cancelledPosts == 1)
        #expect(rig.end?.failure?.why == "nothing came from 127.0.0.1:1 for 5 s")
        rig = Self.rig(settings: settings)
        rig.receive(": ping\n\n")
        #expect(rig.alarms[.silence] == .seconds(5))
    }

    @Test("Closing the connection is the stop, and no more is claimed")
    func stop() {
        var rig = Self.rig()
        rig.receive(Self.text("Half"))
        rig.feed(.stop)
        #expect(rig.cancelledPosts == 1 && rig.end == .stopped(.byClosing) && rig.text == "Half")
        var whole = Self.rig()
        whole.receive(Self.text("All") + Self.finish)
        whole.feed(.stop)
        #expect(whole.end == .stopped(.alreadyFinished))
        var waiting = Rig(Self.dialect)
        waiting.refuse(503)
        waiting.feed(.stop)
        #expect(waiting.end == .stopped(.hereOnly))
        var dropped = Self.rig()
        dropped.feed(.drop)
        #expect(dropped.end == .stopped(.byClosing))
    }

    @Test("Records that cannot be read are counted, and the stream goes on")
    func lost() {
        var rig = Self.rig(key: "key-0123456789")
        rig.receive(Self.text("a") + "data: {\"key-0123456789\n\ndata: nothing\n\n" + Self.text("b") + Self.finish)
        rig.close()
        #expect(rig.text == "ab" && rig.end == .complete)
        #expect(rig.part(.notice)?.title == "2 records of the answer could not be read")
        #expect(rig.part(.notice)?.text == "{\"(the key)")
    }

    @Test("The words of a failure never hold the key")
    func keys() {
        var rig = Self.rig(key: "key-0123456789")
        rig.receive(#"data: {"error":{"message":"Your key key-0123456789 ran out"}}"# + "\n\n")
        #expect(rig.end?.failure?.why == "Your key (the key) ran out")
    }

    @Test("Without a model, and with files of another service, nothing is sent")
    func unsendable() {
        let nobody = Rig(Self.dialect, request: .sample("Hello?"))
        #expect(nobody.end?.failure?.what == "No model is chosen" && nobody.posts.isEmpty)
        let files = Rig(Self.dialect, request: .sample("Hello?", assistant: "m", attaching: ["file_1"]))
        #expect(files.end?.failure?.what == "The attachments cannot be sent" && files.posts.isEmpty)
    }

    @Test("A thread that is too long is said to be, before the answer and in it")
    func context() {
        var rig = Rig(Self.dialect)
        rig.refuse(
            400,
            #"{"error":{"message":"This model's maximum context length is 8192 tokens.","code":"context_length_exceeded"}}"#
        )
        #expect(rig.end?.failure?.what == "The thread is longer than the model can hold")
        #expect(rig.end?.failure?.why == "This model's maximum context length is 8192 tokens")
        #expect(rig.end?.failure?.remedy.hasPrefix("ask again and choose") == true)
        var late = Self.rig()
        late.receive(#"data: {"error":{"message":"too many","type":"exceed_context_size_error"}}"# + "\n\n")
        #expect(late.end?.failure?.what == "The thread is longer than the model can hold")
    }

    @Test("A record that is too long ends it")
    func tooLong() {
        var rig = Self.rig(settings: ModelSettings(mostBytes: 100))
        rig.receive("data: " + String(repeating: "x", count: 200))
        #expect(rig.end?.isFailed == true)
        var object = Self.rig(settings: ModelSettings(mostBytes: 100))
        object.receive("{" + String(repeating: " ", count: 200))
        #expect(object.end?.isInterrupted == true)
    }
}

@Suite("A run that goes on unheard")
struct ModelBackgroundTests {
    private typealias Rig = ModelRig<ResponsesDialect>

    private static func rig() -> Rig { .reading(ResponsesDialect(), settings: ModelSettings(background: true)) }

    private static let created = ResponsesCutTests.response("response.created", "queued") + "\n\n"
    private static let half =
        ResponsesCutTests.event("response.output_text.delta", #""item_id":"m","content_index":0,"delta":"Half""#)
        + "\n\n"

    private static func status(_ word: String, _ text: String = "") -> String {
        #"{"id":"resp_1","status":"\#(word)","output":[{"type":"message","content":[{"type":"output_text","#
            + #""text":"\#(text)"}]}]}"#
    }

    @Test("Is asked for as such, and stopped by its own call")
    func byService() throws {
        var rig = Self.rig()
        let body = try WireJSON.decode(JSONValue.self, from: try #require(rig.posts.first?.body))
        #expect(body["background"] == true && body["store"] == true)
        rig.receive(Self.created + Self.half)
        rig.feed(.stop)
        #expect(rig.questions.map(\.path) == ["responses/resp_1/cancel"])
        #expect(rig.questions.map(\.method) == [.post])
        rig.receive(Self.half)
        rig.answer(Self.status("cancelled"))
        #expect(rig.end == .stopped(.byService) && rig.text == "Half")
    }

    @Test("Whose name is not known yet is stopped as soon as it is")
    func early() {
        var rig = Self.rig()
        rig.feed(.stop)
        #expect(rig.questions.isEmpty && rig.end == nil)
        rig.receive(Self.created)
        #expect(rig.questions.map(\.path) == ["responses/resp_1/cancel"])
        rig.ring(.verdict)
        #expect(rig.end == .stopped(.hereOnly))
    }

    @Test("Is asked for until it has ended, and all of one that had finished is shown")
    func finished() {
        var rig = Self.rig()
        rig.receive(Self.created + Self.half)
        rig.feed(.stop)
        rig.answer(#"{"error":{"message":"Cannot cancel a completed response."}}"#, status: 400)
        rig.ring(.question)
        #expect(rig.questions.map(\.path) == ["responses/resp_1/cancel", "responses/resp_1"])
        rig.answer(Self.status("in_progress"))
        rig.ring(.question)
        rig.answer(Self.status("completed", "Half and whole"))
        #expect(rig.text == "Half and whole" && rig.end == .stopped(.alreadyFinished))
    }

    @Test("That the service does not know was stopped here only")
    func unknown() {
        var rig = Self.rig()
        rig.receive(Self.created)
        rig.feed(.stop)
        rig.answer("{}", status: 404)
        #expect(rig.end == .stopped(.hereOnly))
    }

    @Test("Whose stream breaks off is asked for until it has ended, and is whole then")
    func bereft() {
        var rig = Self.rig()
        rig.receive(Self.created + Self.half)
        rig.fail(.closed(afterFirstByte: true))
        #expect(rig.end == nil && rig.questions.map(\.path) == ["responses/resp_1"])
        rig.feed(.answered(question: 1, .failure(.unreachable(.timedOut))))
        rig.ring(.question)
        rig.answer(Self.status("in_progress", "Half"))
        rig.ring(.question)
        rig.answer(Self.status("completed", "Half and whole"))
        #expect(rig.text == "Half and whole" && rig.end == .complete && rig.questions.count == 3)
    }

    @Test("Whose stream breaks off can be stopped, is given up in time, and may be unknown")
    func bereftEnds() {
        func broken() -> Rig {
            var rig = Self.rig()
            rig.receive(Self.created + Self.half)
            rig.close()
            return rig
        }
        var stopped = broken()
        stopped.feed(.stop)
        #expect(stopped.questions.last?.path == "responses/resp_1/cancel")
        stopped.answer(Self.status("cancelled"))
        #expect(stopped.end == .stopped(.byService) && stopped.text == "Half")
        var patient = broken()
        patient.ring(.silence)
        #expect(patient.end?.isInterrupted == true)
        var unknown = broken()
        unknown.answer("{}", status: 404)
        #expect(unknown.end?.isInterrupted == true)
        var incomplete = broken()
        incomplete.answer(
            #"{"status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},"max_output_tokens":9}"#)
        #expect(incomplete.end?.failure?.what == "The answer was cut at its length limit")
        var foreground = Rig.reading(ResponsesDialect())
        foreground.receive(Self.created + Self.half)
        foreground.close()
        #expect(foreground.questions.isEmpty && foreground.end?.isInterrupted == true)
    }

    @Test("That comes to its end while it is stopped had finished")
    func race() {
        var rig = Self.rig()
        rig.receive(Self.created + Self.half)
        rig.feed(.stop)
        rig.receive(Self.half + ResponsesCutTests.response("response.completed", "completed") + "\n\n")
        #expect(rig.text == "HalfHalf" && rig.end == .stopped(.alreadyFinished))
    }
}
