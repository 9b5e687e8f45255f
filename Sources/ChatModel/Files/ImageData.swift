/// An image as a message keeps it: a `data:` URL, of which the APIs want the whole or the halves.
package struct ImageData: Hashable, Sendable {
    package let url: String
    /// "image/png"
    package let mediaType: String
    /// The bytes as text.
    package let base64: Substring

    /// nil for what is no URL of an image in base64.
    package init?(url: String) {
        let mark = ";base64,"
        guard url.hasPrefix("data:image/"), let comma = url.firstIndex(of: ","), url[...comma].hasSuffix(mark) else {
            return nil
        }
        self.url = url
        mediaType = String(url[..<comma].dropFirst("data:".count).dropLast(mark.count - 1))
        base64 = url[url.index(after: comma)...]
    }

    static func url(_ form: ImageForm, _ bytes: [UInt8]) -> String {
        "data:\(form.mediaType);base64,\(Base64.text(of: bytes))"
    }

    /// Its bytes, in number.
    package var byteCount: Int { Base64Bytes(base64).count }

    /// nil where its bytes do not say it.
    package var size: ImageSize? { ImageSize(Base64Bytes(base64)) }
}
