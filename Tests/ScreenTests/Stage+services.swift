import ChatModel
import Settings
import TerminalModel
import Testing

@testable import Screen

// Several services, one of them with assistants to manage

extension Stage {
    static let assisters = Service(
        id: "assisters", name: "Assisters", assistant: "Concierge", reachability: .reachable, hasDirectory: true,
        files: .ids, keySource: "environment variable ASSISTERS_API_KEY")
    static let amity = Service(
        id: "amity", name: "Amity BOTs+", assistant: "Greeter",
        reachability: .unreachable(
            Failure(
                what: "Amity BOTs+ cannot be reached", why: "nothing listens at 127.0.0.1:9999",
                remedy: "look at its URL in the configuration")),
        keySource: "file ~/.config/weft/amity.key")

    static func assistant(_ id: AssistantID, _ name: String, _ description: String = "") -> Assistant {
        Assistant(
            id: id,
            profile: AssistantProfile(
                name: name, description: description, instructions: "Answer in one sentence.\nBe kind.",
                model: "assisters-large", tools: "[\"knowledge_base\"]", temperature: 0.7, topP: 1))
    }

    static let assistants = [
        assistant("a1", "Ada", "Explains mathematics step by step, with a drawing in text where that makes it clearer"),
        assistant("a2", "Cook", "Recipes from what is in the kitchen"),
        assistant("a3", "日本語の先生", "Teaches Japanese"),
        assistant("a4", "Reviewer"),
    ]

    /// A talk with three services at hand.
    static func several(columns: Int = 80, rows: Int = 24, theme: Theme = .dark) -> Stage {
        var stage = Stage(
            SessionState(
                threads: [thread("t1", "How do I stop an answer?", minutesAgo: 2)],
                services: [service, assisters, amity]),
            columns: columns, rows: rows, theme: theme)
        stage.hear(
            .threadOpened(
                "t1",
                [
                    prompt("m1", "How do I stop an answer?", minutesAgo: 3),
                    reply("m2", "Press **Esc**.", to: "m1", minutesAgo: 3),
                ].inSequence))
        return stage
    }

    /// The picker is open and the assistants have come.
    static func picking(
        columns: Int = 80, rows: Int = 24, _ list: AssistantList = AssistantList(assistants: assistants, hasMore: false)
    ) -> Stage {
        var stage = several(columns: columns, rows: rows)
        stage.press("<Ctrl-O>")
        stage.hear(.assistantsChanged("assisters", list))
        return stage
    }

    /// So many assistants, of which each has a name of its own.
    static func crowd(_ numbers: Range<Int>) -> [Assistant] {
        numbers.map { assistant(AssistantID("c\($0)"), "Assistant \($0)", "Number \($0) of many") }
    }

    /// A reply that was made with tools and names its sources.
    mutating func answerWithParts() {
        ask("What do you know of user 7?", answered: "User 7 is **Ada**.")
        hear(
            Self.parts.map { .messagePartSet("t1", "m4", $0) } + [
                .messageStateChanged("t1", "m4", .complete), .runEnded("run"),
            ])
    }

    static let parts = [
        MessagePart(
            id: "tool-1", kind: .toolCall, title: "lookup_user",
            text: #"{"user_id": 7, "fields": ["name", "born"], "note": "say \"hi\", {x}"}"#),
        MessagePart(id: "tool-2", kind: .toolCall, title: "clock"),
        MessagePart(
            id: "sources", kind: .sources, title: "2 sources",
            text: "1. [Users](https://example.org/users)\n2. *Names*, the second edition"),
        MessagePart(id: "notice-1", kind: .notice, title: "1 record could not be read"),
    ]
}
