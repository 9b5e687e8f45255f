/// What belongs to a message beside its text. Shown folded below it, kept with it.
package struct MessagePart: Hashable, Sendable, Identifiable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Of a prompt: a file that the service knows by its id, which is the title.
        case attachment
        /// Of a prompt: an image of the person's own; the title is its name, the text a `data:` URL.
        case image
        /// Of a prompt: a text file of the person's own; the title is its name, the text all of it.
        case document
        /// Of a reply: a tool that was called on its way; the text holds arguments and result, as far as they are known.
        case toolCall
        /// Of a reply: what the service names as its sources.
        case sources
        /// Of a reply: what the service says about how it was made.
        case inspection
        /// Of a reply: what was wrong on its way, though it went on.
        case notice
        /// Of a reply: what the model thought before it said something; the text is Markdown and grows as it comes.
        case reasoning
        /// Of a reply: what it took, for a person in the title and to be added up in the text; see `TokenUsage`.
        case usage
        /// How much of its branch is sent from this message on; the text is what is sent in place of the rest. See
        /// `HistoryCut`.
        case cut
    }

    /// Unique in its message: a part with the id of another takes its place. Of a file, the path as it was typed.
    package let id: String
    package let kind: Kind
    /// One line: "file_ghi789", "lookup_user", "3 sources".
    package var title: String
    /// Markdown or JSON, as it was received; empty when there is no more to say than the title.
    package var text: String

    package init(id: String, kind: Kind, title: String, text: String = "") {
        self.id = id
        self.kind = kind
        self.title = title
        self.text = text
    }
}

extension MessagePart {
    /// A thought of a model while it goes on; the session says in its title how long it took. They are counted from 1.
    package static func reasoning(_ number: Int, text: String = "") -> MessagePart {
        MessagePart(id: "reasoning-\(number)", kind: .reasoning, title: thinking, text: text)
    }

    /// The model has not ended this thought.
    package var isUnfinishedThought: Bool { kind == .reasoning && title == Self.thinking }

    private static let thinking = "Reasoning"
}

extension Message {
    /// Adds a part, or puts it in the place of the one with its id.
    package mutating func set(_ part: MessagePart) {
        if let old = parts.firstIndex(where: { $0.id == part.id }) {
            parts[old] = part
        } else {
            parts.append(part)
        }
    }

    /// Appends to the text of a part; without a part of this id nothing happens.
    package mutating func grow(part id: String, by piece: String) {
        guard let index = parts.firstIndex(where: { $0.id == id }) else { return }
        parts[index].text += piece
    }
}
