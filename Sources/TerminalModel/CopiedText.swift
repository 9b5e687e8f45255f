/// Text on its way to a clipboard or a file: exactly as it was sent, but for what could act on whatever it is pasted into.
///
/// Tabs and line ends stay. Any other control character, C1 included, becomes U+FFFD: pasted into a shell it could run
/// what nobody typed.
package struct CopiedText: Hashable, Sendable {
    package let string: String

    package init(_ text: some StringProtocol) {
        let isControl = { (scalar: Unicode.Scalar) in
            scalar.properties.generalCategory == .control && ![0x09, 0x0A, 0x0D].contains(scalar.value)
        }
        let text = String(text)
        guard text.unicodeScalars.contains(where: isControl) else {
            string = text
            return
        }
        string = String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
    }
}
