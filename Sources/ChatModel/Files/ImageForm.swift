/// The forms of images that services of models take. A file's bytes say which it has, never its name.
package enum ImageForm: String, Hashable, Sendable, CaseIterable {
    case png, jpeg, gif, webp

    /// As all these APIs name it: "image/png".
    package var mediaType: String { "image/\(rawValue)" }

    /// nil for what is no image of these forms.
    package init?(_ bytes: some RandomAccessCollection<UInt8>) {
        func begins(_ mark: [UInt8], at offset: Int = 0) -> Bool { bytes.dropFirst(offset).starts(with: mark) }
        if begins([0x89] + Array("PNG\r\n\u{1A}\n".utf8)) {
            self = .png
        } else if begins([0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if begins(Array("GIF87a".utf8)) || begins(Array("GIF89a".utf8)) {
            self = .gif
        } else if begins(Array("RIFF".utf8)), begins(Array("WEBP".utf8), at: 8) {
            self = .webp
        } else {
            return nil
        }
    }
}

/// How large an image is, in pixels, as its first bytes say it.
package struct ImageSize: Hashable, Sendable {
    package let width: Int
    package let height: Int

    /// nil where the bytes do not say it, or say that there is nothing.
    package init?(_ bytes: some RandomAccessCollection<UInt8>) {
        guard let form = ImageForm(bytes) else { return nil }
        let header = ImageHeader(bytes: bytes)
        let size: (Int, Int)? =
            switch form {
            case .png: header.png
            case .jpeg: header.jpeg
            case .gif: header.gif
            case .webp: header.webp
            }
        guard let (width, height) = size, width > 0, height > 0 else { return nil }
        (self.width, self.height) = (width, height)
    }
}

/// Reads where each form has its size: the PNG specification 11.2.2, GIF89a 18, ITU T.81 B.2.2 for JPEG, RFC 9649 for
/// WebP.
private struct ImageHeader<Bytes: RandomAccessCollection<UInt8>> {
    let bytes: Bytes

    /// A JPEG may have so many segments before the one with its size.
    private static var mostSegments: Int { 500 }

    /// nil behind the end.
    private func byte(_ offset: Int) -> Int? {
        guard offset >= 0, offset < bytes.count else { return nil }
        return Int(bytes[bytes.index(bytes.startIndex, offsetBy: offset)])
    }

    /// The most significant byte first.
    private func big(_ offset: Int, _ count: Int) -> Int? {
        (0..<count).reduce(0) { number, step in
            number.flatMap { number in byte(offset + step).map { number << 8 | $0 } }
        }
    }

    /// The least significant byte first.
    private func little(_ offset: Int, _ count: Int) -> Int? {
        (0..<count).reversed().reduce(0) { number, step in
            number.flatMap { number in byte(offset + step).map { number << 8 | $0 } }
        }
    }

    private func both(_ width: Int?, _ height: Int?) -> (Int, Int)? {
        width.flatMap { width in height.map { (width, $0) } }
    }

    var png: (Int, Int)? { big(12, 4) == 0x4948_4452 ? both(big(16, 4), big(20, 4)) : nil }

    var gif: (Int, Int)? { both(little(6, 2), little(8, 2)) }

    var jpeg: (Int, Int)? {
        var place = 2
        for _ in 0..<Self.mostSegments {
            guard byte(place) == 0xFF, let marker = byte(place + 1) else { return nil }
            switch marker {
            // What fills up stands before a marker.
            case 0xFF: place += 1
            // These have no length.
            case 0x01, 0xD0...0xD8: place += 2
            case 0xD9, 0xDA: return nil
            case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker):
                return both(big(place + 7, 2), big(place + 5, 2))
            default:
                guard let length = big(place + 2, 2), length >= 2 else { return nil }
                place += 2 + length
            }
        }
        return nil
    }

    var webp: (Int, Int)? {
        switch big(12, 4) {
        // "VP8 ": a start code, then two times fourteen bits of size and two of scale.
        case 0x5650_3820:
            guard big(23, 3) == 0x9D012A else { return nil }
            return both(little(26, 2).map { $0 & 0x3FFF }, little(28, 2).map { $0 & 0x3FFF })
        // "VP8L": fourteen bits each of one less.
        case 0x5650_384C:
            guard byte(20) == 0x2F, let bits = little(21, 4) else { return nil }
            return (bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
        // "VP8X": three bytes each of one less.
        case 0x5650_3858: return both(little(24, 3).map { $0 + 1 }, little(27, 3).map { $0 + 1 })
        default: return nil
        }
    }
}
