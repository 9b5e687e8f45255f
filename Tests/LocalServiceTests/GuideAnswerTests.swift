import Foundation
import Testing

@testable import LocalService

@Suite("The Guide's answers")
struct GuideAnswerTests {
    private let knowledge = KnowledgeBase.manualOnly

    @Test(
        "lead with the chapter that the question is about",
        arguments: [
            ("how do I stop an answer?", "Stopping an answer", "How to stop"),
            ("Wie stoppe ich eine Antwort?", "Stopping an answer", "How to stop"),
            ("how can I cancel a response", "Stopping an answer", "How to stop"),
            ("what does ctrl-d do", "Getting started with Weft", "Quitting"),
            ("what does ^D do?", "Getting started with Weft", "Quitting"),
            ("How do I quit?", "Getting started with Weft", "Quitting"),
            ("what is Weft?", "Getting started with Weft", "What Weft is"),
            ("how to break a line without sending", "Writing a message", "Breaking the line"),
            ("newline in the composer", "Writing a message", "Breaking the line"),
            ("does a paste send?", "Writing a message", "Pasting"),
            ("how do I undo a change", "Writing a message", "Undo"),
            ("where is my data stored?", "Privacy and files", "Where your data is"),
            ("how can I add my own documents", "Searching your own documents", "Adding a folder"),
            ("remove a folder from the knowledge", "Searching your own documents", "Listing and removing folders"),
            ("change the colours to light", "The screen", "Dark and light themes, colours"),
            ("does it work in tmux", "Terminals", "tmux"),
            ("emoji look wrong", "Terminals", "Unicode, emoji and wide characters"),
            ("delete a thread", "Threads", "Archiving and deleting threads"),
            ("begin a new chat", "Threads", "A new thread"),
            ("what does r do in the transcript", "All the keys", "Keys in the transcript"),
            ("change the speed of the guide", "The Guide", "Its speed"),
            ("what does \"stopped here only\" mean", "Stopping an answer", "What the words after stopping mean"),
            ("a second instance opens read-only", "When something goes wrong", "A second Weft is open"),
            ("how do I stream an answer with curl", "The API of the local service", "Streaming an answer"),
            ("does it work offline", "Questions and answers", "Does it work offline?"),
            ("can I use GPT models", "Questions and answers", "Is there a real AI behind it?"),
        ])
    func ranking(question: String, chapter: String, section: String) async throws {
        let passages = try await knowledge.find(Question(question)).passages
        #expect(passages.first?.title == chapter)
        #expect(passages.contains { $0.title == chapter && $0.headings == [section] })
    }

    @Test(
        "say that nothing fits rather than show something",
        arguments: [
            "what is the capital of France", "how do I make a pizza", "what is the size of the sun",
            "write me a poem about spring", "Who won the world cup in 2014?", "explain quantum mechanics",
            "who is the president of the united states", "recommend a good book", "what is 2+2", "tell me a joke",
            "what time is it", "why is the sky blue", "python function to sort a list", "", "?!", "如何停止回答",
        ])
    func nothingFits(question: String) async throws {
        let answer = try await knowledge.answer(question)
        #expect(answer.contains("fits your question") || answer.contains("I found nothing about"))
        #expect(answer.contains("without a language model"))
        #expect(answer.contains("- Stopping an answer"))
        #expect(!answer.contains("Sources:"))
    }

    @Test("are not broken by the search language in a question")
    func injection() async throws {
        let marks = [
            "\"", "'", "*", "-", "^", ":", "(", ")", "{", "}", "+", ",", "\\", ";", "%", "\0", "\u{1F}", "NEAR",
        ]
        var questions = [
            "title : stop", "stop AND NOT answer", "NEAR(stop answer, 2)", "\"stop", "stop* OR", "{title} : answer",
            "'; DROP TABLE search; --", "stop\0answer", String(repeating: "(", count: 300), "👩‍👩‍👧 \u{10FFFF}",
        ]
        for first in marks {
            for second in marks { questions.append("\(first)stop\(second)answer\(first)\(second)") }
        }
        for question in questions {
            _ = try await knowledge.find(Question(question))
        }
        let found = try await knowledge.find(Question("\"stop\" AND (answer* OR ^:\")"))
        #expect(found.passages.first?.title == "Stopping an answer")
    }

    @Test("stay possible for a question of any length")
    func longQuestion() async throws {
        let text = (0..<20_000).map { "word\($0)" }.joined(separator: " ")
        #expect(Question(text).terms.count == Question.mostTerms)
        #expect(try await knowledge.answer(text).contains("I found nothing about"))
    }

    @Test("have a lead, marked passages and a numbered list of sources")
    func form() async throws {
        let answer = try await knowledge.answer("how do I stop an answer?")
        #expect(answer.hasPrefix("From Weft's manual:\n\n### How to stop [1]\n\nPress **Esc**"))
        #expect(answer.contains("\n\nSources:\n\n1. Manual: Stopping an answer › How to stop\n2. "))
        #expect(answer.hasSuffix("\n") && !answer.hasSuffix("\n\n"))
        let passages = try await knowledge.find(Question("how do I stop an answer?")).passages
        #expect((1...KnowledgeSearch.mostPassages).contains(passages.count))
        for passage in passages { #expect(answer.contains(passage.markdown)) }
    }

    @Test("name the words that they know nothing about")
    func unknownWords() async throws {
        let answer = try await knowledge.answer("how do I stop an answer with a trombone")
        #expect(answer.hasPrefix("I found nothing about “trombone”. This comes closest, from Weft's manual:"))
    }

    @Test(
        "say that the Guide has no language model, when greeted, asked for help or asked who it is",
        arguments: [
            "Hello", "hi there!", "Guten Morgen", "who are you?", "What are you", "Are you an AI?", "help",
            "What can you do?", "please help me",
        ])
    func honesty(prompt: String) async throws {
        let answer = try await knowledge.answer(prompt)
        #expect(answer.contains("language model"))
        #expect(answer.contains("How do I stop an answer?"))
    }

    @Test("go by the name that the assistant was given, and say who it is")
    func otherName() async throws {
        let answer = try await knowledge.answer("who are you?", as: "Librarian")
        #expect(answer.hasPrefix("I am called Librarian, and I am the Guide"))
    }

    @Test(
        "are the whole manual when it is wanted",
        arguments: [
            "Show me the whole manual", "show me the whole manual.", "Please print the entire manual",
            "I want to read the full Weft manual", "the complete manual please", "Give me everything in the manual",
            "Zeige mir das ganze Handbuch", "show the manual",
        ])
    func wholeManual(prompt: String) async throws {
        #expect(try await knowledge.answer(prompt) == Manual.weft.markdown)
    }

    @Test(
        "are a title of the telling words of what was asked first, where one is wished for",
        arguments: [
            ("How do I stop an answer?", "Stop answer"), ("show me (please) the whole manual!", "Whole manual"),
            ("and then?", "And then"), ("Was ist Grüner Tee – und woher kommt er?", "Grüner Tee woher kommt"),
            ("正午のお茶について", "正午のお茶について"), ("?!", ""),
        ])
    func title(said: String, title: String) async throws {
        let prompt = "Write a title for this conversation: in few words.\n\nUser: \(said)\n\nAssistant: So."
        #expect(try await knowledge.answer(prompt) == title)
    }

    @Test(
        "are not the whole manual when the question only names it",
        arguments: ["does the manual say anything about tmux", "is the whole manual part of the program"])
    func namesManual(prompt: String) {
        #expect(GuideIntent(prompt) == .question(prompt))
    }
}

@Suite("The manual")
struct GuideManualTests {
    @Test("has every file of its folder as a chapter, in the order of their names")
    func files() throws {
        let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        let folder = package.appending(path: "Sources/LocalService/Manual").path()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        let texts = try names.map { try String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }
        #expect(Manual.weft.chapters.map(\.markdown) == texts)
    }

    @Test("is a long text of chapters with different titles")
    func whole() {
        #expect(Manual.weft.markdown.utf8.count >= 20_000)
        #expect(Set(Manual.weft.chapters.map(\.title)).count == Manual.weft.chapters.count)
        for chapter in Manual.weft.chapters { #expect(chapter.markdown.hasPrefix("# "), "\(chapter.name)") }
    }

    @Test("has lines that fit a terminal of 80 columns")
    func lines() {
        for line in Manual.weft.markdown.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
}
