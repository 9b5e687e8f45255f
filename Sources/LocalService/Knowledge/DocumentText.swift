import Foundation

/// Reads the text of a document, with every line end as a line feed.
enum DocumentText {
    /// Why a file has no text for us, in words.
    enum Unreadable: Error, Hashable {
        case cannotOpen(reason: String)
        case tooLarge
        case notText

        var words: String {
            switch self {
            case .cannotOpen(let reason): reason
            case .tooLarge: "it is larger than 4 MiB"
            case .notText: "it is not a text in UTF-8"
            }
        }
    }

    /// Bytes that are not UTF-8 become U+FFFD; a file with NUL bytes is no text.
    static func read(path: String) throws(Unreadable) -> String {
        let data: Data?
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            data = try file.read(upToCount: DocumentScan.largestFile + 1)
        } catch {
            throw .cannotOpen(reason: "it is gone or may not be read")
        }
        let bytes = data ?? Data()
        guard bytes.count <= DocumentScan.largestFile else { throw .tooLarge }
        guard !bytes.contains(0) else { throw .notText }
        return unified(String(decoding: bytes, as: UTF8.self))
    }

    static func unified(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var endedWithReturn = false
        for (index, scalar) in text.unicodeScalars.enumerated() {
            switch scalar {
            case "\u{FEFF}" where index == 0: break
            case "\r": scalars.append("\n")
            case "\n" where endedWithReturn: break
            default: scalars.append(scalar)
            }
            endedWithReturn = scalar == "\r"
        }
        return String(scalars)
    }
}
