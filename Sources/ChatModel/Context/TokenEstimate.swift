/// About how many tokens something takes, where no service has counted. Models cut texts in different ways; this is near
/// what most of them make of prose and code.
package enum TokenEstimate {
    /// Takes time by the length of the text.
    package static func tokens(of text: String) -> Int {
        var (letters, halves) = (0, 0)
        var text = text
        text.withUTF8 { bytes in
            for byte in bytes {
                switch byte {
                case 0x00..<0x80: letters += 1
                // The first byte of each other character says how many follow.
                case 0xC0..<0xE0: halves += 1
                case 0xE0..<0xF0: halves += 2
                case 0xF0...: halves += 4
                default: continue
                }
            }
        }
        return (letters + lettersOfToken - 1) / lettersOfToken + (halves + 1) / 2
    }

    /// What a message takes in a request: its text, what is sent with it, and the marks around it.
    package static func tokens(of message: Message) -> Int {
        tokens(of: message.text) + marks + tokens(of: message.parts)
    }

    /// What parts of a message add to a request.
    package static func tokens(of parts: [MessagePart]) -> Int { parts.reduce(0) { $0 + tokens(of: $1) } }

    package static func tokens(of history: some Sequence<Message>) -> Int { history.reduce(0) { $0 + tokens(of: $1) } }

    /// What a part adds to a request: nothing where it is not sent.
    private static func tokens(of part: MessagePart) -> Int {
        switch part.kind {
        // How long a file is, its service alone knows.
        case .attachment: 0
        case .document: tokens(of: part.title) + tokens(of: part.text) + marks
        case .image: image
        case .toolCall, .sources, .inspection, .notice, .reasoning, .usage, .cut: 0
        }
    }

    /// Of ASCII, in English and in code.
    private static let lettersOfToken = 4
    /// About what the models that count most take for an image, whose sides they shrink to some 1,500 pixels.
    private static let image = 1600
    /// Role and ends of a message.
    private static let marks = 4
}
