/// Names of what the service keeps: a word for the kind, an underscore, letters and digits.
enum ResourceID {
    enum Kind: String {
        case assistant = "asst"
        case thread
        case message = "msg"
        case run
        case call
        case session
    }

    /// 24 random letters and digits, about 142 bits.
    static func random(_ kind: Kind) -> String {
        var generator = SystemRandomNumberGenerator()
        let tail = (0..<24).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] }
        return kind.rawValue + "_" + String(decoding: tail, as: UTF8.self)
    }

    /// `^[a-z]+_[A-Za-z0-9]{1,64}$`
    static func isValid(_ text: some StringProtocol) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "_"), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = parts.first, let tail = parts.last else { return false }
        return !kind.isEmpty && kind.allSatisfy(isLowerCase) && (1...64).contains(tail.count)
            && tail.allSatisfy { alphabet.contains($0) }
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

    private static func isLowerCase(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
}
