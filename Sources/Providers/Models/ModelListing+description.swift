import ChatModel
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
            words.append(price(input: input, output: output))
        }
        return words.joined(separator: ", ")
    }

    /// With what it costs by the list of prices, where the service does not say it and the list does.
    /// - Parameter service: Where the model is: "api.openai.com".
    func priced(by prices: PriceList, at service: String) -> ModelListing {
        guard !hasPrice, let row = prices.row(of: id, at: service) else { return self }
        let price = Self.price(input: Decimal(row.input), output: Decimal(row.output))
        var listing = self
        listing.description = [description, price].filter { !$0.isEmpty }.joined(separator: ", ")
        listing.hasPrice = true
        return listing
    }

    /// With what it can hold by the table, where the service does not say it and the table does.
    /// - Parameter service: Where the model is: "api.openai.com".
    func sized(by table: ContextTable, at service: String) -> ModelListing {
        let limits = ContextLimits(contexts: table.rows(at: service))
        guard contextTokens == nil, let tokens = limits.context(of: id) else { return self }
        var listing = self
        listing.contextTokens = tokens
        let words = [Self.description(contextTokens: tokens), description]
        listing.description = words.filter { !$0.isEmpty }.joined(separator: ", ")
        return listing
    }

    /// In US dollars for a million tokens.
    private static func price(input: Decimal, output: Decimal) -> String {
        input == 0 && output == 0
            ? "free of charge" : "\(dollars(input)) in and \(dollars(output)) out for a million tokens"
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
