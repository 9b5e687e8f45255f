// Files of the person's own, which go with a prompt

extension MessagePart {
    /// A file as it goes with a prompt and is kept with it.
    ///
    /// - Parameters:
    ///   - path: As the person wrote it; by it the prompt names the file when it is edited.
    ///   - bytes: All of the file.
    package init(file path: String, _ bytes: [UInt8]) throws(FileProblem) {
        let name = Self.name(of: path)
        if let form = ImageForm(bytes) {
            guard bytes.count <= FileProblem.mostImageBytes else { throw .largeImage(bytes: bytes.count) }
            self.init(id: path, kind: .image, title: name, text: ImageData.url(form, bytes))
        } else {
            guard !bytes.isEmpty else { throw .empty }
            guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { throw .unknownForm }
            guard bytes.count <= FileProblem.mostTextBytes else { throw .largeText(bytes: bytes.count) }
            self.init(id: path, kind: .document, title: name, text: text)
        }
    }

    /// What stands behind the last slash.
    private static func name(of path: String) -> String {
        path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(decoding: $0, as: UTF8.self) } ?? path
    }

    /// It is one of them.
    package var isFile: Bool { kind == .image || kind == .document }

    /// nil for what is no image.
    package var image: ImageData? { kind == .image ? ImageData(url: text) : nil }

    /// "photo.png, 1,204 x 800, 312 KB", "notes.txt, 40 lines, 1.2 KB".
    package var fileWords: String {
        var facts = [title]
        if let image {
            if let size = image.size {
                facts.append("\(TokenUsage.grouped(size.width)) x \(TokenUsage.grouped(size.height))")
            }
            facts.append(ByteCount.words(image.byteCount))
        } else if kind == .document {
            let lines = text.utf8.count { $0 == UInt8(ascii: "\n") } + (text.utf8.last == UInt8(ascii: "\n") ? 0 : 1)
            facts.append(lines == 1 ? "1 line" : "\(TokenUsage.grouped(lines)) lines")
            facts.append(ByteCount.words(text.utf8.count))
        }
        return facts.joined(separator: ", ")
    }
}

extension Message {
    /// The person's own files that went with it, in the order they were named.
    package var files: [MessagePart] { parts.filter(\.isFile) }

    /// All that it says in words: its text files in fences under their names, then its text.
    ///
    /// - Parameter withImages: Its images go along; otherwise a line for each says that it is left out.
    package func told(withImages: Bool) -> String {
        let pieces = parts.compactMap { part -> String? in
            switch part.kind {
            case .document: return Fence.block(part.title, part.text)
            case .image where !withImages || part.image == nil:
                return "[The image \(part.title) was attached here. It is left out, because it cannot be shown to you.]"
            default: return nil
            }
        }
        guard !pieces.isEmpty else { return text }
        return (pieces + (text.allSatisfy(\.isWhitespace) ? [] : [text])).joined(separator: "\n\n")
    }
}

/// Text that is set apart from what is said around it.
package enum Fence {
    /// A file's text under its name.
    package static func block(_ name: String, _ text: String) -> String {
        let name = name.split(whereSeparator: \.isNewline).joined(separator: " ")
        return "\(name):\n\(enclosed(text))"
    }

    /// Text between two marks that do not stand in it.
    package static func enclosed(_ text: String) -> String {
        let fence = marks(around: text)
        return "\(fence)\n\(withoutLastEnd(text))\n\(fence)"
    }

    /// Without the end of its last line.
    package static func withoutLastEnd(_ text: String) -> String {
        text.last?.isNewline == true ? String(text.dropLast()) : text
    }

    /// More backticks than stand in a row in the text, at least three.
    private static func marks(around text: String) -> String {
        var (longest, run) = (2, 0)
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        return String(repeating: "`", count: longest + 1)
    }
}
