/// What a prompt asks of the Guide.
enum GuideIntent: Hashable, Sendable {
    case greeting
    case thanks
    case identity
    case contents
    case wholeManual
    case continuation
    case title(GuideTitle)
    case call(ToolCallLine)
    case question(String)

    init(_ prompt: String) {
        if let line = ToolCallLine(prompt) {
            self = .call(line)
            return
        }
        if let title = GuideTitle(prompt) {
            self = .title(title)
            return
        }
        let words = Question.words(of: prompt).flatMap { $0.split(separator: " ") }.map(String.init)
        let said = words.filter { !Self.courtesies.contains($0) }
        let phrase = said.joined(separator: " ")
        let isShort = words.count <= 12
        if isShort, Self.asksForManual(Set(words)) {
            self = .wholeManual
        } else if let intent = Self.phrases[phrase] {
            self = intent
        } else if isShort, !words.isEmpty, words.allSatisfy({ Self.greetings.contains($0) }) {
            self = .greeting
        } else if isShort, let intent = Self.patterns.first(where: { phrase.hasPrefix($0.start) })?.intent {
            self = intent
        } else {
            self = .question(prompt)
        }
    }
}

extension GuideIntent {
    private static func set(_ words: String) -> Set<String> { Set(words.split(separator: " ").map(String.init)) }

    private static let courtesies = set("please kindly bitte now then so ok okay well just guide weft")
    private static let greetings = set(
        """
        hello hi hey hallo hej moin servus good guten morning afternoon evening morgen tag abend day there guide weft \
        greetings bonjour salut hola ciao howdy yo you all
        """)
    private static let manualNames = set("manual handbook documentation handbuch anleitung manuel")
    private static let wholes = set("whole entire full complete all everything ganze ganzes gesamte komplette")
    private static let requests = set(
        """
        show print give tell read stream send display write output see want would like i me us you can could to d ll \
        the of from in a s its your my this weft weft's guide out please now again let user users text zeig zeige mir \
        das bitte
        """)

    /// True when the prompt names the manual and says nothing else but that it is wanted.
    private static func asksForManual(_ words: Set<String>) -> Bool {
        !words.isDisjoint(with: manualNames)
            && words.isSubset(of: manualNames.union(wholes).union(requests))
    }

    private static let phrases: [String: GuideIntent] = {
        let table: [(GuideIntent, String)] = [
            (.thanks, "thanks,thank you,thank you very much,thanks a lot,many thanks,danke,vielen dank,merci,gracias"),
            (
                .contents,
                "help,help me,hilfe,topics,list topics,what else,commands,menu,examples,usage,how do i use you"
            ),
            (.contents, "what can i ask,what can i ask you,what should i ask,what do you know,how can you help"),
            (.contents, "how can you help me,what can you help me with,what can you answer,what are your sources"),
            (.contents, "what can you do,what can you do for me,what do you do,was kannst du,i need help"),
            (.continuation, "continue,continue from where you stopped,go on,go ahead,keep going,carry on,more,weiter"),
            (.continuation, "continue where you stopped,continue from where you left off,continue where you left off"),
            (.continuation, "proceed,resume,mach weiter,finish your answer,finish the answer,continue your answer"),
            (.continuation, "continue the answer,go on from where you stopped,pick up where you left off"),
            (.identity, "who is this,introduce yourself,what is this,wer bist du,was bist du"),
            (.greeting, "how are you,how is it going,how do you do,what up,wie geht es dir,wie gehts"),
        ]
        var phrases: [String: GuideIntent] = [:]
        for (intent, texts) in table {
            for text in texts.split(separator: ",") { phrases[String(text)] = intent }
        }
        return phrases
    }()

    private static let patterns: [(start: String, intent: GuideIntent)] = [
        ("who are you", .identity), ("what are you", .identity), ("are you a ", .identity),
        ("are you an ", .identity), ("are you ai", .identity), ("are you human", .identity),
        ("are you real", .identity), ("are you chatgpt", .identity), ("are you claude", .identity),
        ("do you have a language model", .identity), ("do you use a language model", .identity),
        ("which model are you", .identity),
        ("what model are you", .identity), ("who made you", .identity), ("how old are you", .identity),
        ("what is your name", .identity), ("tell me about yourself", .identity),
        ("hello who", .identity), ("hi who", .identity),
    ]
}
