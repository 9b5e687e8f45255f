import ChatModel
import Testing

@testable import Session

@Suite("Files of the person's own", .timeLimit(.minutes(1)))
struct FileSendingTests {
    private static let gif = Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0]

    private static func part(_ name: String, _ bytes: [UInt8]) throws -> MessagePart {
        try MessagePart(file: name, bytes)
    }

    @Test("they go with the prompt in the order of their lines, and are kept with it")
    func sent() async throws {
        let stage = try await Stage.opened(files: .textsAndImages)
        let files = [try Self.part("b c.gif", Self.gif), try Self.part("a.txt", [0x61]), try Self.part("-", [0x62])]
        stage.hub.perform(.send(Stage.thread, text: "/attach a.txt\n/attach b c.gif\nLook", files: files))
        let ask = try await stage.provider.nextAsk()
        #expect(ask.request.prompt.text == "Look" && ask.request.takesImages)
        #expect(ask.request.prompt.parts == [files[1], files[0], files[2]])
        await stage.saved()
    }

    @Test("an image alone is a prompt, and gives the thread its title")
    func alone() async throws {
        let stage = try await Stage.opened(files: .textsAndImages)
        stage.hub.perform(.send(Stage.thread, text: "/attach x/b.gif\n", files: [try Self.part("x/b.gif", Self.gif)]))
        let ask = try await stage.provider.nextAsk()
        #expect(ask.request.prompt.text.isEmpty && ask.request.prompt.parts.count == 1)
        #expect(ask.request.thread.title == "b.gif")
    }

    @Test(
        "what cannot go along is refused before anything is sent, and what was typed stays",
        arguments: [
            (FileIntake.none, "/attach b.gif\nLook", Failure.noFiles(at: "Local service")),
            (.ids, "/attach b.gif\nLook", .noFiles(at: "Local service")),
            (.texts, "/attach b.gif\nLook", .noImages(at: "Local service")),
            (.textsAndImages, "/attach other.gif\nLook", .noAttachments(at: "Local service")),
        ])
    func refused(intake: FileIntake, typed: String, trouble: Failure) async throws {
        let stage = try await Stage.opened(files: intake)
        stage.hub.perform(.send(Stage.thread, text: typed, files: [try Self.part("b.gif", Self.gif)]))
        await stage.watcher.until { $0.trouble == trouble && $0.drafts[Stage.thread] == typed }
        #expect(stage.provider.askCount == 0)
        let returned = Event.promptReturned(
            Stage.thread, text: typed, files: [try Self.part("b.gif", Self.gif)], inPlaceOf: nil)
        #expect(stage.watcher.takeEvents().contains(returned))
    }

    @Test("a path is no id")
    func path() async throws {
        let stage = try await Stage.opened(files: .ids)
        stage.hub.perform(.send(Stage.thread, text: "/attach ~/b.gif\nLook"))
        await stage.watcher.until { $0.trouble == .noFiles(at: "Local service") }
        #expect(stage.provider.askCount == 0)
    }

    @Test(
        "another service is told that it may not show the images of before, and one that takes none is not asked again")
    func otherService() async throws {
        let stage = try await Stage.opened(withOther: true, files: .textsAndImages)
        stage.hub.perform(.send(Stage.thread, text: "/attach b.gif\nLook", files: [try Self.part("b.gif", Self.gif)]))
        let first = try await stage.provider.nextAsk()
        first.answer(.text("A dot"))
        first.end(.complete)
        let reply = try #require(await stage.reply(is: .complete).replies.last)
        stage.hub.perform(.choose(Stage.thread, ServiceChoice(service: "other")))
        stage.hub.perform(.send(Stage.thread, text: "And now?"))
        let second = try await stage.otherProvider.nextAsk()
        #expect(!second.request.takesImages && second.request.history.first?.files.count == 1)
        second.end(.complete)
        await stage.watcher.until { $0.runs.isEmpty && $0.replies.count == 2 }
        stage.hub.perform(.retry(Stage.thread, reply.id))
        await stage.reply(is: .failed(.noFiles(at: "Other service")))
        #expect(stage.otherProvider.askCount == 1)
        await stage.saved()
    }

    @Test("a model that is listed as blind is sent no image, others are")
    func model() throws {
        var thread = Stage.row()
        var state = SessionState(services: [Service(id: "local", name: "L", assistant: "m", files: .textsAndImages)])
        let gif = try Self.part("b.gif", Self.gif)
        let models = [("m", nil as Bool?), ("blind", false), ("seeing", true)].map { id, sees in
            Assistant(id: AssistantID(id), profile: AssistantProfile(name: id.uppercased()), takesImages: sees)
        }
        #expect(state.refusal(of: [gif], in: thread) == nil)
        state.apply(.assistantsChanged("local", AssistantList(assistants: models)))
        for model in models {
            thread.assistant = model.reference
            let refusal = model.id == "blind" ? Failure.noImages(at: "BLIND") : nil
            #expect(state.refusal(of: [gif], in: thread) == refusal)
            #expect(state.refusal(of: [try Self.part("a", [0x61])], in: thread) == nil)
        }
    }

    @Test("what is kept of a model holds until its service is asked: one that is blind is shown no image, old or new")
    func keptList() async throws {
        let gif = try Self.part("b.gif", Self.gif)
        var said = Message(
            id: "m0", thread: Stage.thread, role: .user, text: "Look", createdAt: Timestamp(milliseconds: 0),
            state: .sent)
        said.set(gif)
        let models = [("blind", false), ("seeing", true)].map { id, sees in
            Assistant(id: AssistantID(id), profile: AssistantProfile(name: id), takesImages: sees)
        }
        let stage = try await Stage(
            store: MemoryStore(threads: [Stage.row(isEmpty: false)], messages: [Stage.thread: [said]]), withOther: true,
            other: Service(id: "other", name: "Other", assistant: "seeing", files: .textsAndImages),
            remembered: AssistantList(assistants: models))
        stage.hub.perform(.openThread(Stage.thread))
        await stage.watcher.until { $0.messages[Stage.thread] != nil && $0.assistants["other"] != nil }
        for (index, model) in models.enumerated() {
            stage.hub.perform(.choose(Stage.thread, ServiceChoice(service: "other", assistant: model.reference)))
            stage.hub.perform(.send(Stage.thread, text: "And now?"))
            let ask = try await stage.otherProvider.nextAsk()
            #expect(ask.request.takesImages == model.takesImages && ask.request.history.first?.files == [gif])
            ask.end(.complete)
            await stage.watcher.until { $0.runs.isEmpty && $0.replies.count == index + 1 }
        }
        stage.hub.perform(.choose(Stage.thread, ServiceChoice(service: "other", assistant: models[0].reference)))
        stage.hub.perform(.send(Stage.thread, text: "/attach b.gif\nLook", files: [gif]))
        await stage.watcher.until { $0.trouble == .noImages(at: "blind") }
        stage.hub.perform(.retry(Stage.thread, "m0"))
        await stage.reply(is: .failed(.noImages(at: "blind")))
        #expect(stage.otherProvider.askCount == 2 && stage.provider.askCount == 0)
    }

    @Test("an edited prompt goes with its files, and a fork has them")
    func edited() async throws {
        let stage = try await Stage.opened(files: .textsAndImages)
        let gif = try Self.part("b.gif", Self.gif)
        stage.hub.perform(.send(Stage.thread, text: "/attach b.gif\nLook", files: [gif]))
        let first = try await stage.provider.nextAsk()
        first.end(.complete)
        let prompt = try #require(await stage.reply(is: .complete).messages[Stage.thread]?.first)
        stage.hub.perform(.editPrompt(Stage.thread, prompt.id, text: "/attach b.gif\nLook again", files: [gif]))
        let second = try await stage.provider.nextAsk()
        #expect(second.request.prompt.parts == [gif] && second.request.prompt.text == "Look again")
        second.end(.complete)
        await stage.reply(is: .complete)
        stage.hub.perform(.forkThread(Stage.thread, at: second.request.prompt.id))
        let state = await stage.watcher.until { $0.threads.count == 2 }
        let fork = try #require(state.threads.first { $0.id != Stage.thread })
        await stage.watcher.until { $0.messages[fork.id]?.first?.parts == [gif] }
        await stage.saved()
    }
}
