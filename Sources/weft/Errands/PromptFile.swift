import ChatModel
import Glibc

/// Reads a file that is to go with a prompt.
enum PromptFile {
    /// The most bytes that files of one prompt may have together: what is saved at once fits in memory twice.
    static let mostBytes = 10_000_000

    /// As much of a file as may be one, which one byte more shows.
    /// - Parameter path: Never one that waits: of pipes and devices nothing is read.
    static func bytes(at path: String) throws(PromptFileTrouble) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else { throw .system(errno) }
        defer { close(descriptor) }
        var found = stat()
        guard fstat(descriptor, &found) == 0 else { throw .system(errno) }
        switch found.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw .folder
        default: throw .noFile
        }
        let isTooLarge = found.st_size > FileProblem.mostImageBytes
        let bytes = try read(descriptor, most: isTooLarge ? head : FileProblem.mostImageBytes + 1)
        guard !isTooLarge else { throw .problem(.tooLarge(Int(found.st_size), beginning: bytes)) }
        return bytes
    }

    /// So much shows what a large file is.
    private static let head = 4096

    private static func read(_ descriptor: Int32, most: Int) throws(PromptFileTrouble) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: min(most, 1 << 16))
        while bytes.count < most {
            let count = Glibc.read(descriptor, &buffer, min(buffer.count, most - bytes.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .system(errno) }
            guard count > 0 else { break }
            bytes += buffer.prefix(count)
        }
        return bytes
    }
}

/// Why a file was not read.
enum PromptFileTrouble: Error, Equatable {
    case folder
    /// A pipe or a device.
    case noFile
    case system(Int32)
    case problem(FileProblem)

    var words: String {
        switch self {
        case .folder: "it is a folder"
        case .noFile: "it is no file"
        case .system(let number): String(cString: strerror(number))
        case .problem(let problem): problem.words
        }
    }
}
