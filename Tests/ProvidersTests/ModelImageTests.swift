import ChatModel
import Testing
import WireFormats

@testable import Providers

@Suite("Images and text files")
struct ModelImageTests {
    private static let gif = Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0]
    private static let base64 = "R0lGODlhAQABAAAAAA=="
    private static let url = "data:image/gif;base64,\(base64)"

    private static func message(_ id: MessageID, _ text: String, _ files: [(String, [UInt8])]) throws -> Message {
        var message = Message.sample(id, text)
        for (name, bytes) in files { message.set(try MessagePart(file: name, bytes)) }
        return message
    }

    /// After a prompt with a file of each kind and its reply, an image without a word.
    private static func request(takesImages: Bool = true) throws -> ReplyRequest {
        let before = [
            try message("1", "Look.", [("a.txt", Array("x\n".utf8)), ("b.gif", gif)]),
            Message.sample("2", "A dot.", role: .assistant, state: .complete),
        ]
        let sample = ReplyRequest.sample("", assistant: "m", history: before)
        return ReplyRequest(
            run: sample.run, thread: sample.thread, prompt: try message("p", "", [("c.gif", gif)]), history: before,
            takesImages: takesImages)
    }

    private static let told = "a.txt:\n```\nx\n```\n\nLook."

    private func member(_ name: String, _ dialect: some ModelDialect, _ request: ReplyRequest) throws -> JSONValue? {
        let call = try dialect.call(for: request, ModelSettings())
        return try WireJSON.decode(JSONValue.self, from: call.body ?? [])[name]
    }

    @Test("Chat Completions have them as parts")
    func chat() throws {
        let image: JSONValue = ["type": "image_url", "image_url": ["url": .string(Self.url)]]
        #expect(
            try member("messages", ChatCompletionsDialect(ChatCompletionsTable.others), Self.request())
                == .array([
                    ["role": "user", "content": .array([image, ["type": "text", "text": .string(Self.told)]])],
                    ["role": "assistant", "content": "A dot."], ["role": "user", "content": .array([image])],
                ]))
    }

    @Test("Responses have them as input")
    func responses() throws {
        let image: JSONValue = ["type": "input_image", "image_url": .string(Self.url), "detail": "auto"]
        #expect(
            try member("input", ResponsesDialect(), Self.request())
                == .array([
                    ["role": "user", "content": .array([image, ["type": "input_text", "text": .string(Self.told)]])],
                    ["role": "assistant", "content": "A dot."], ["role": "user", "content": .array([image])],
                ]))
    }

    @Test("Anthropic has them as blocks")
    func anthropic() throws {
        let source: JSONValue = ["type": "base64", "media_type": "image/gif", "data": .string(Self.base64)]
        let image: JSONValue = ["type": "image", "source": source]
        #expect(
            try member("messages", AnthropicDialect(prefix: ""), Self.request())
                == .array([
                    ["role": "user", "content": .array([image, ["type": "text", "text": .string(Self.told)]])],
                    ["role": "assistant", "content": "A dot."], ["role": "user", "content": .array([image])],
                ]))
    }

    @Test("Ollama has them beside the text")
    func ollama() throws {
        let images = JSONValue.array([.string(Self.base64)])
        #expect(
            try member("messages", OllamaDialect(prefix: ""), Self.request())
                == .array([
                    ["role": "user", "content": .string(Self.told), "images": images],
                    ["role": "assistant", "content": "A dot."], ["role": "user", "content": "", "images": images],
                ]))
    }

    @Test("Where they cannot be shown, the text says so in their place")
    func leftOut() throws {
        let turns = ModelTurn.turns(of: try Self.request(takesImages: false))
        #expect(turns.allSatisfy { $0.images.isEmpty })
        #expect(turns.first?.text.contains("x\n```\n\n[The image b.gif was attached here.") == true)
        #expect(turns.last?.text.hasPrefix("[The image c.gif was attached here.") == true)
    }

    @Test("No request for a model that is not shown images holds a byte of one, with all the texts in it")
    func blind() throws {
        let request = try Self.request(takesImages: false)
        let bodies = [
            try ChatCompletionsDialect(ChatCompletionsTable.others).call(for: request, ModelSettings()).body,
            try ResponsesDialect().call(for: request, ModelSettings()).body,
            try AnthropicDialect(prefix: "").call(for: request, ModelSettings()).body,
            try OllamaDialect(prefix: "").call(for: request, ModelSettings()).body,
        ]
        for body in bodies {
            let text = String(decoding: try #require(body), as: UTF8.self)
            #expect(!text.contains(Self.base64) && !text.contains("image_url") && !text.contains("\"images\""))
            #expect(text.contains("[The image b.gif was") && text.contains("[The image c.gif was"))
            #expect(text.contains("a.txt:"))
        }
    }

    @Test("Of two prompts in a row the images stand before all the text")
    func joined() throws {
        let turns = ModelTurn.turns(
            of: .sample("B", history: [try Self.message("1", "A", [("b.gif", Self.gif)]), .sample("2", "")]))
        #expect(turns.map(\.text) == ["A\n\nB"] && turns.first?.images.map(\.url) == [Self.url])
    }

    @Test("The three services of assistants are told the texts, and of the images that there were any")
    func assistants() throws {
        let request = try Self.request()
        let draft = Assisters.MessageDraft(request.history[0])
        #expect(draft.content.contains("x\n```") && draft.content.contains("[The image b.gif"))
        #expect(draft.attachments == nil && Assisters.MessageDraft(request.prompt).saysSomething)
        #expect(AmityHistory.told(request.history, before: "Go").contains("User: a.txt:\n```\nx\n```"))
        #expect(BetterForms.Message(request.history[0]).content.contains("[The image b.gif"))
    }

    // MARK: What a model can

    private func rig(_ request: ReplyRequest) -> ModelRig<OllamaDialect> {
        ModelRig(OllamaDialect(prefix: "api/"), request: request)
    }

    @Test("Ollama is asked whether the model sees, before anything is sent; one that does not is sent nothing")
    func inquiry() throws {
        var blind = rig(try Self.request())
        #expect(blind.posts.isEmpty && blind.questions.map(\.path) == ["api/show"])
        blind.answer(#"{"capabilities":["completion","tools"]}"#)
        #expect(blind.posts.isEmpty && blind.end?.failure == .noImages(at: "m"))

        var seeing = rig(try Self.request())
        seeing.answer(#"{"capabilities":["completion","vision"]}"#)
        #expect(seeing.posts.count == 1 && seeing.end == nil && seeing.alarms[.inquiry] == nil)
        seeing.answer(#"{"capabilities":[]}"#)
        #expect(seeing.end == nil)
    }

    @Test("Where only the history has images, a model that does not see is told that they are left out")
    func blindHistory() throws {
        let full = try Self.request()
        let request = ReplyRequest(run: "r", thread: full.thread, prompt: .sample("p", "And?"), history: full.history)
        var rig = rig(request)
        rig.answer(#"{"capabilities":["completion"]}"#)
        let body = String(decoding: rig.posts.first?.body ?? [], as: UTF8.self)
        #expect(body.contains("[The image b.gif") && !body.contains(Self.base64))
    }

    @Test("What is not known is tried: without an answer, without such words, and without images nothing is asked")
    func unknown() throws {
        for body in ["{}", "<html>", #"{"capabilities":7}"#] {
            var rig = rig(try Self.request())
            rig.answer(body, status: body == "<html>" ? 404 : 200)
            #expect(rig.posts.count == 1)
        }
        var silent = rig(try Self.request())
        silent.ring(.inquiry)
        #expect(silent.posts.count == 1)
        var gone = rig(try Self.request())
        gone.feed(.answered(question: 1, .failure(.unreachable(.refused))))
        #expect(gone.posts.count == 1)
        #expect(rig(.sample("Hi", assistant: "m")).questions.isEmpty)
        #expect(rig(try Self.request(takesImages: false)).questions.isEmpty)
    }

    @Test("A stop before the prompt is sent ends it there")
    func stopped() throws {
        var rig = rig(try Self.request())
        rig.feed(.stop)
        #expect(rig.end == .stopped(.hereOnly) && rig.posts.isEmpty)
    }

    @Test("Lists say who sees, each in its words, and a table which service does not at all")
    func lists() throws {
        let list = #"""
            {"data":[{"id":"a","architecture":{"input_modalities":["text","image"]}},
            {"id":"b","architecture":{"input_modalities":["text"]}},{"id":"c","capabilities":{"vision":false}},
            {"id":"d","supported_input_modalities":["text","image"]},{"id":"e"}]}
            """#
        let dialect = ChatCompletionsDialect(ChatCompletionsTable.others)
        let listed = try dialect.models(in: ServiceAnswer(status: 200, body: Array(list.utf8)))
        #expect(listed.map(\.takesImages) == [true, false, false, true, nil])
        #expect(listed[0].priced(by: PriceList("date 2025-12\nh a 1 1 1"), at: "h").takesImages == true)
        let tags =
            #"{"models":[{"model":"a","capabilities":["vision"]},{"model":"b","capabilities":[]},{"model":"c"}]}"#
        let tagged = try OllamaDialect(prefix: "").models(in: ServiceAnswer(status: 200, body: Array(tags.utf8)))
        #expect(tagged.map(\.takesImages) == [true, false, nil])
        #expect(ModelAPI.chatCompletions.files(at: try ServiceAddress("https://api.deepseek.com")) == .texts)
        for api in ModelAPI.allCases {
            #expect(api.files(at: try ServiceAddress("http://127.0.0.1:1")) == .textsAndImages)
        }
    }
}
