/// Why a file cannot go with a prompt.
package enum FileProblem: Error, Hashable, Sendable {
    case empty
    /// It is neither text nor an image of the forms that are taken.
    case unknownForm
    case largeImage(bytes: Int)
    case largeText(bytes: Int)

    /// The most bytes of an image.
    package static let mostImageBytes = 5_000_000
    /// The most bytes of a text.
    package static let mostTextBytes = 512 << 10

    /// A file that is larger than any may be.
    package static func tooLarge(_ bytes: Int, beginning: [UInt8]) -> FileProblem {
        if ImageForm(beginning) != nil { return .largeImage(bytes: bytes) }
        return beginning.contains(0) ? .unknownForm : .largeText(bytes: bytes)
    }

    /// Without a full stop.
    package var words: String {
        switch self {
        case .empty: "it is empty"
        case .unknownForm: "neither UTF-8 text nor PNG, JPEG, GIF, WebP"
        case .largeImage(let bytes): "it has \(ByteCount.words(bytes)), an image may have 5 MB"
        case .largeText(let bytes): "it has \(ByteCount.words(bytes)), a text may have 512 KiB"
        }
    }
}

/// Numbers of bytes in words.
package enum ByteCount {
    /// "1 byte", "17 bytes", "1.2 KB", "312 KB", "4.9 MB", in thousands.
    package static func words(_ bytes: Int) -> String {
        switch bytes {
        case 1: "1 byte"
        case ..<1000: "\(bytes) bytes"
        case ..<999_500: rounded(bytes, 1000) + " KB"
        default: rounded(bytes, 1_000_000) + " MB"
        }
    }

    /// Below ten with a decimal.
    private static func rounded(_ bytes: Int, _ unit: Int) -> String {
        let tenths = (bytes * 10 + unit / 2) / unit
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10)" : "\((bytes + unit / 2) / unit)"
    }
}
