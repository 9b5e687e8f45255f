/// What the Guide says of itself and of what it knows.
enum GuideText {
    static let thanks = "You are welcome. Ask on whenever you like.\n"
    static let nothingToContinue = "There is no answer here that I could continue. Ask me a question first.\n"
    static let nothingMissing = "The answer above was whole; nothing of it is missing.\n"
    static let callNotRepeated =
        "That answer came from a tool, and I do not call a tool twice by myself. Send the line again to call it again.\n"

    private static let examples = """
        - How do I stop an answer?
        - How do I break a line without sending?
        - How can I add my own documents?
        - Show me the whole manual.
        """

    static func greeting(as name: String) -> String {
        """
        Hello. \(introduction(as: name)) I search Weft's manual and the folders that you added, and show the \
        passages that fit your question.

        You could ask:

        \(examples)

        """
    }

    static func identity(as name: String) -> String {
        """
        \(introduction(as: name)) I do not write text of my own, and I cannot reason, calculate, translate or follow \
        instructions. I look for the words of your question in Weft's manual and in the folders that you added, show \
        the passages that fit best, and name their sources. When nothing fits I say so.

        I run inside Weft on this computer. Your questions and documents do not leave it.

        You could ask:

        \(examples)

        """
    }

    static func contents(_ contents: KnowledgeContents) -> String {
        """
        I am a search assistant without a language model: I look for the words of your question and show the \
        passages that fit, with their sources.

        \(listed(contents))

        """
    }

    static func nothingFits(unknown: [String], _ contents: KnowledgeContents) -> String {
        let reason =
            unknown.isEmpty
            ? "Nothing that I can search fits your question." : "I found nothing about \(quoted(unknown))."
        return """
            \(reason) I am a search assistant without a language model, so I only know what stands in Weft's manual and \
            in the folders that you added.

            \(listed(contents))

            """
    }

    static func quoted(_ words: [String]) -> String {
        let quoted = words.prefix(3).map { "“\(PlainText.escapedName($0))”" }
        guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
        return quoted.dropLast().joined(separator: ", ") + " or " + last
    }

    private static func introduction(as name: String) -> String {
        let isGuide = name.isEmpty || name == "Guide"
        let start = isGuide ? "I am the Guide" : "I am called \(PlainText.escapedName(name)), and I am the Guide"
        return "\(start), the search assistant that comes with Weft. I have no language model."
    }
}

extension GuideText {
    private static func listed(_ contents: KnowledgeContents) -> String {
        var parts = ["The manual has these chapters:", contents.chapters.map { "- \($0)" }.joined(separator: "\n")]
        if contents.folders.isEmpty {
            parts.append("You have added no folders yet. To search your own notes, run `weft knowledge add PATH`.")
        } else {
            parts.append("You have added:")
            parts.append(contents.folders.map(line).joined(separator: "\n"))
        }
        if !contents.problems.isEmpty {
            parts.append("Some of it could not be read:")
            parts.append(problemLines(contents.problems))
        }
        parts.append("You could ask:")
        parts.append(examples)
        return parts.joined(separator: "\n\n")
    }

    private static func line(_ folder: KnowledgeContents.Folder) -> String {
        let name = PlainText.escapedName(folder.path)
        return switch folder.documentCount {
        case nil: "- \(name) (there is nothing there any more)"
        case 1: "- \(name) (1 document)"
        case let count?: "- \(name) (\(count) documents)"
        }
    }

    private static func problemLines(_ problems: [KnowledgeProblem]) -> String {
        let most = 5
        let lines = problems.prefix(most).map { "- \(PlainText.escapedName($0.label)): \($0.why)" }
        let rest = problems.count - lines.count
        return (lines + (rest > 0 ? ["- and \(rest) more"] : [])).joined(separator: "\n")
    }
}
