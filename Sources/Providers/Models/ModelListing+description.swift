import Foundation

extension ModelListing {
    /// "128k tokens of context, $2.50 in and $10 out for a million tokens"; empty where nothing is known.
    /// - Parameters:
    ///   - inputPrice: In US dollars for one token, as a decimal number.
    ///   - outputPrice: The same.
    static func description(contextTokens: Int?, inputPrice: String? = nil, outputPrice: String? = nil) -> String {
        var words: [String] = []
        if let contextTokens, contextTokens > 0 { words.append("\(rounded(contextTokens)) tokens of context") }
        if let input = inputPrice.flatMap(perMillion), let output = outputPrice.flatMap(perMillion) {
            words.append(
                input == 0 && output == 0
                    ? "free of charge" : "\(dollars(input)) in and \(dollars(output)) out for a million tokens")
        }
        return words.joined(separator: ", ")
    }

    /// "512", "128k", "1M": as such limits are spoken of, in whichever thousand they are counted.
    private static func rounded(_ tokens: Int) -> String {
        for (unit, name) in [(1_000_000, "M"), (1 << 20, "M"), (1000, "k"), (1024, "k")]
        where tokens >= unit && tokens.isMultiple(of: unit) {
            return "\(tokens / unit)\(name)"
        }
        if tokens >= 1_000_000 { return "\(tokens / 100_000 / 10).\(tokens / 100_000 % 10)M" }
        return tokens >= 1000 ? "\(tokens / 1000)k" : "\(tokens)"
    }

    /// nil for what is no price: routers write -1 where it depends.
    private static func perMillion(_ price: String) -> Decimal? {
        Decimal(string: price, locale: Locale(identifier: "en_US_POSIX")).flatMap { $0 < 0 ? nil : $0 * 1_000_000 }
    }

    private static func dollars(_ amount: Decimal) -> String {
        var (exact, rounded) = (amount, Decimal())
        NSDecimalRound(&rounded, &exact, amount < 1 ? 4 : 2, .plain)
        let parts = "\(rounded)".split(separator: ".")
        guard parts.count == 2 else { return "$\(rounded)" }
        return "$\(parts[0]).\(parts[1].count == 1 ? "\(parts[1])0" : String(parts[1]))"
    }
}
