import ChatModel
import Glibc

/// What is asked: the words of the command line, then what comes in, then files.
struct AskPrompt {
    /// The most that may be asked at once, in bytes.
    static let mostBytes = 16 << 20

    /// As it was typed.
    var words: String
    /// What came on standard input; nil if nothing did.
    var input: String?
    var files: [(name: String, text: String)] = []
    /// Images, which go beside the text.
    var images: [MessagePart] = []

    init(words: [String], input: String? = nil) {
        self.words = words.joined(separator: " ")
        self.input = input
    }

    /// As it is sent. Text that comes in is never taken for a line of the composer such as /attach.
    var text: String {
        var parts: [String] = []
        if !words.allSatisfy(\.isWhitespace) { parts.append(words) }
        if let input, !input.allSatisfy(\.isWhitespace) { parts.append(Fence.withoutLastEnd(input)) }
        parts += files.map { Fence.block($0.name, $0.text) }
        let text = parts.joined(separator: "\n\n")
        return words.allSatisfy(\.isWhitespace) && text.hasPrefix("/") ? "\n" + text : text
    }

    var isEmpty: Bool { images.isEmpty && text.allSatisfy(\.isWhitespace) }
}

extension AskPrompt {
    /// Something is handed over on standard input: a pipe or a file, and not the terminal or nothing.
    static var hasInput: Bool {
        var status = stat()
        guard fstat(STDIN_FILENO, &status) == 0 else { return false }
        return [S_IFIFO, S_IFREG, S_IFSOCK].contains(status.st_mode & S_IFMT)
    }

    /// All of standard input.
    static func readInput() throws(Failure) -> String { try text(read(STDIN_FILENO, inputName), inputName) }

    private static let inputName = "standard input"

    /// Sends a file along: an image beside the text, all else in it. The name - is standard input.
    mutating func add(file name: String) throws(Failure) {
        let bytes = try Self.readFile(name)
        guard ImageForm(bytes) != nil else { return files.append((name, try Self.text(bytes, name))) }
        let name = name == "-" ? Self.inputName : name
        guard !images.contains(where: { $0.id == name }) else { return }
        do throws(FileProblem) {
            images.append(try MessagePart(file: name, bytes))
        } catch {
            throw Self.refusal(name, error.words)
        }
    }

    private static func readFile(_ name: String) throws(Failure) -> [UInt8] {
        guard name != "-" else { return try read(STDIN_FILENO, inputName) }
        let descriptor = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw refusal(name, String(cString: strerror(errno))) }
        defer { close(descriptor) }
        return try read(descriptor, name)
    }

    private static func read(_ descriptor: Int32, _ name: String) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw refusal(name, String(cString: strerror(errno))) }
            guard count > 0 else { break }
            bytes += buffer.prefix(count)
            if bytes.count > mostBytes { throw refusal(name, "it is larger than \(mostBytes >> 20) MiB") }
        }
        return bytes
    }

    private static func text(_ bytes: [UInt8], _ name: String) throws(Failure) -> String {
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw refusal(name, "it is not text in UTF-8")
        }
        return text
    }

    private static func refusal(_ name: String, _ why: String) -> Failure {
        Failure(what: "Nothing was asked", why: "\(name): \(why)")
    }
}
