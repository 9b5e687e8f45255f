import ChatModel

/// What is sent: a text, and what belongs to it.
struct SentPrompt: Hashable {
    let text: String
    /// In the order of the lines that name them, then those that no line names. A line without contents names a file
    /// that the service has.
    let parts: [MessagePart]

    /// - Parameters:
    ///   - typed: As it was written, with its lines that attach.
    ///   - files: The contents of the person's own files.
    init(_ typed: String, _ files: [MessagePart] = []) {
        let prompt = Prompt(typed: typed)
        text = prompt.text
        let named = prompt.attachments.map { name in
            files.first { $0.id == name } ?? MessagePart(id: name, kind: .attachment, title: name)
        }
        parts = named + files.filter { !prompt.attachments.contains($0.id) }
    }

    var isEmpty: Bool { parts.isEmpty && text.allSatisfy(\.isWhitespace) }

    /// The words that a thread may be called by.
    var title: String { text.allSatisfy(\.isWhitespace) ? parts.first?.title ?? "" : text }
}
