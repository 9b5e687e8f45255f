import Testing

@testable import ChatModel

@Suite("Files that go with a prompt")
struct FileTests {
    @Test("bytes become the letters that RFC 4648 gives for them")
    func letters() {
        for (bytes, text) in [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            #expect(Base64.text(of: Array(bytes.utf8)) == text)
        }
        #expect(Base64.text(of: [0xFB, 0xFF, 0xBF]) == "+/+/")
    }

    @Test("each byte can be read back from the letters, whatever the length")
    func bytes() {
        let all = (0...255).map { UInt8($0) } + [0xFF, 0x00]
        for count in 0...all.count {
            let bytes = Array(all.suffix(count))
            #expect(Array(Base64Bytes(Base64.text(of: bytes)[...])) == bytes)
        }
        #expect(Base64Bytes("A").isEmpty && Base64Bytes("").isEmpty)
    }

    @Test("a form is known by its first bytes, and half of them are none")
    func forms() {
        for (form, bytes) in [
            (ImageForm.png, Pictures.png), (.jpeg, Pictures.jpeg), (.gif, Pictures.gif), (.webp, Pictures.webpExtended),
        ] {
            #expect(ImageForm(bytes) == form)
            #expect(ImageForm(bytes.prefix(2)) == nil)
            #expect(ImageForm(bytes.dropFirst()) == nil)
        }
        for other in ["", "%PDF-1.7", "BM\u{46}\u{0}", "RIFF1234WAVEfmt ", "<svg xmlns=\"\"/>", "GIF88a"] {
            #expect(ImageForm(Array(other.utf8)) == nil)
        }
        #expect(ImageForm.allCases.map(\.mediaType) == ["image/png", "image/jpeg", "image/gif", "image/webp"])
    }

    @Test("each form says how large its image is")
    func sizes() {
        for bytes in [
            Pictures.png, Pictures.jpeg, Pictures.gif, Pictures.webpLossy, Pictures.webpLossless, Pictures.webpExtended,
        ] {
            let size = ImageSize(bytes)
            #expect(size?.width == 1204 && size?.height == 800)
        }
    }

    @Test("an image that ends anywhere never traps, and says nothing wrong")
    func cutImages() {
        for bytes in [
            Pictures.png, Pictures.jpeg, Pictures.gif, Pictures.webpLossy, Pictures.webpLossless, Pictures.webpExtended,
        ] {
            for count in 0..<bytes.count {
                let size = ImageSize(bytes.prefix(count))
                #expect(size == nil || size == ImageSize(bytes))
            }
        }
        let endless = Array<UInt8>([0xFF, 0xD8]) + Array(repeating: [0xFF, 0xE0, 0, 2], count: 2000).joined()
        #expect(ImageSize(endless) == nil)
        #expect(ImageSize([0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0xFF, 0xC0, 0, 11, 8, 3, 32, 4, 180] as [UInt8]) == nil)
    }

    @Test("an image is kept as a URL, of which both halves can be had")
    func image() throws {
        let part = try MessagePart(file: "~/pics/photo.bin", Pictures.png)
        #expect(part.kind == .image && part.id == "~/pics/photo.bin" && part.title == "photo.bin")
        let image = try #require(part.image)
        #expect(image.mediaType == "image/png" && image.url == part.text && image.byteCount == Pictures.png.count)
        #expect(part.text == "data:image/png;base64," + image.base64)
        #expect(Array(Base64Bytes(image.base64)) == Pictures.png)
        #expect(part.fileWords == "photo.bin, 1,204 x 800, \(Pictures.png.count) bytes")
        for other in ["", "data:image/png,x", "data:text/plain;base64,eA==", "https://x.example/a;base64,eA=="] {
            #expect(ImageData(url: other) == nil)
        }
    }

    @Test("a text is kept to the byte, with its lines counted")
    func text() throws {
        for (text, words) in [
            ("one", "1 line, 3 bytes"), ("one\n", "1 line, 4 bytes"), ("one\ntwo", "2 lines, 7 bytes"),
            ("\u{FEFF}é\r\n\r\n", "2 lines, 9 bytes"), ("\n", "1 line, 1 byte"),
        ] {
            let part = try MessagePart(file: "notes.txt", Array(text.utf8))
            #expect(part.kind == .document && part.text.utf8.elementsEqual(text.utf8))
            #expect(part.fileWords == "notes.txt, \(words)")
        }
    }

    @Test("all else is refused, and says why")
    func refused() throws {
        func problem(_ bytes: [UInt8]) -> FileProblem? {
            do throws(FileProblem) {
                _ = try MessagePart(file: "x", bytes)
                return nil
            } catch {
                return error
            }
        }
        #expect(problem([]) == .empty)
        #expect(problem([0x61, 0x00]) == .unknownForm && problem([0xC3]) == .unknownForm)
        #expect(problem(Array("%PDF-1.7\n%\u{0}".utf8)) == .unknownForm)
        let most = FileProblem.mostTextBytes
        #expect(problem(Array(repeating: 0x61, count: most)) == nil)
        #expect(problem(Array(repeating: 0x61, count: most + 1)) == .largeText(bytes: most + 1))
        let large = Pictures.png + Array(repeating: 0, count: FileProblem.mostImageBytes)
        #expect(problem(large) == .largeImage(bytes: large.count))
        #expect(problem(large)?.words == "it has 5.0 MB, an image may have 5 MB")
        #expect(FileProblem.tooLarge(9_000_000, beginning: Pictures.gif) == .largeImage(bytes: 9_000_000))
        #expect(FileProblem.tooLarge(9_000_000, beginning: [0x61]) == .largeText(bytes: 9_000_000))
        #expect(FileProblem.tooLarge(9_000_000, beginning: [0x61, 0]) == .unknownForm)
    }

    @Test("numbers of bytes are rounded, and never ten of a kind")
    func byteWords() {
        for (bytes, words) in [
            (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 KB"), (1249, "1.2 KB"), (9949, "9.9 KB"),
            (9951, "10 KB"), (311_900, "312 KB"), (999_499, "999 KB"), (999_500, "1.0 MB"), (4_900_000, "4.9 MB"),
            (52_000_000, "52 MB"),
        ] {
            #expect(ByteCount.words(bytes) == words)
        }
    }

    @Test(
        "texts are told before the words, in fences that do not stand in them; images are told of where they stay out")
    func told() throws {
        let notes = try MessagePart(file: "a/notes.md", Array("x ```` y\n".utf8))
        let photo = try MessagePart(file: "photo.png", Pictures.png)
        let message = Message(
            id: "m", thread: "t", role: .user, text: "Look.", createdAt: Timestamp(milliseconds: 0), state: .sent,
            parts: [notes, photo, MessagePart(id: "n", kind: .notice, title: "n")])
        let text = "notes.md:\n`````\nx ```` y\n`````"
        #expect(message.told(withImages: true) == "\(text)\n\nLook.")
        #expect(
            message.told(withImages: false)
                == "\(text)\n\n[The image photo.png was attached here. It is left out, because it cannot be shown to "
                + "you.]\n\nLook.")
        var bare = message
        bare.text = " \n"
        #expect(bare.told(withImages: true) == text)
        bare.parts = []
        #expect(bare.told(withImages: true) == " \n")
    }
}

@Suite("Lines that attach")
struct AttachLineTests {
    @Test(
        "a name is read as a person or a terminal writes it",
        arguments: [
            ("/attach a b.png", "a b.png"), ("/attach  \"a b\" ", "a b"), ("/attach 'it''s'", "it''s"),
            (#"/attach a\ b\'s.png"#, "a b's.png"), (#"/attach "a \"b\" \\c""#, #"a "b" \c"#),
            (#"/attach 'a\b'"#, #"a\b"#), (#"/attach a\"#, #"a\"#), ("/attach '", "'"), (#"/attach a\ "#, "a "),
            ("/attach ~/ü/日本.png", "~/ü/日本.png"),
        ])
    func names(_ line: String, _ name: String) { #expect(AttachLine.name(in: line) == name) }

    @Test("every name of up to four of these characters is read as it was written")
    func roundTrip() {
        var names = [""]
        for _ in 0..<4 {
            names = names.flatMap { name in ["a", " ", "\\", "\"", "'", "/"].map { name + $0 } }
            for name in names { #expect(AttachLine.name(in: AttachLine.text(name)) == name) }
        }
    }

    @Test("what no service gives as an id is a path")
    func paths() {
        for name in ["a/b", "./a", "~a", "a b"] { #expect(AttachLine.isPath(name)) }
        for name in ["file_1", "a.png", "asst-x"] { #expect(!AttachLine.isPath(name)) }
    }

    @Test("a prompt with files stands in the composer as it was typed")
    func typed() throws {
        let typed = "/attach ~/my notes.txt\n/attach file_1\nx"
        let parts = [
            try MessagePart(file: "~/my notes.txt", [0x61]),
            MessagePart(id: "file_1", kind: .attachment, title: "file_1"),
        ]
        let message = Message(
            id: "m", thread: "t", role: .user, text: "x", createdAt: Timestamp(milliseconds: 0), state: .sent,
            parts: parts)
        #expect(Prompt(message).typed == typed && Prompt(typed: typed) == Prompt(message))
        #expect(Prompt(typed: "/attach a\r\nb").attachments == ["a"])
    }
}

/// The beginnings of images of 1,204 by 800 pixels.
enum Pictures {
    static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
        + [0, 0, 0x04, 0xB4, 0, 0, 0x03, 0x20, 8, 2, 0, 0, 0]
    static let gif: [UInt8] = Array("GIF89a".utf8) + [0xB4, 0x04, 0x20, 0x03, 0, 0, 0]
    /// With a segment of an application and a fill byte before the frame.
    static let jpeg: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 6, 0xFF, 0xC0, 1, 1, 0xFF, 0xFF, 0xC2, 0, 11, 8, 0x03, 0x20, 0x04, 0xB4, 3, 1]
    static let webpLossy: [UInt8] =
        webp("VP8 ") + [0, 0, 0, 0x9D, 0x01, 0x2A, 0xB4, 0x44, 0x20, 0x03]
    static let webpLossless: [UInt8] = webp("VP8L") + [0x2F, 0xB3, 0xC4, 0xC7, 0x00]
    static let webpExtended: [UInt8] = webp("VP8X") + [0, 0, 0, 0, 0xB3, 0x04, 0, 0x1F, 0x03, 0]

    private static func webp(_ chunk: String) -> [UInt8] {
        Array("RIFF".utf8) + [0, 1, 0, 0] + Array("WEBP\(chunk)".utf8) + [10, 0, 0, 0]
    }
}
