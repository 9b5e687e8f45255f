import ChatModel

/// What models cost at their services.
struct PriceList: Hashable, Sendable {
    struct Row: Hashable, Sendable {
        let host: String
        /// The beginning of the model's name.
        let model: String
        /// In US dollars for a million tokens.
        let input: Double
        let cachedInput: Double
        let output: Double
    }

    /// When the prices were looked up: "2025-12".
    private(set) var date = ""
    private(set) var rows: [Row] = []

    /// The list that the program brings.
    static let shipped = PriceList(String(decoding: PackageResources.prices_txt, as: UTF8.self))

    /// Reads lines of `date DATE` and of `HOST MODEL INPUT CACHED OUTPUT`; what follows a `#` is for people. Lines of another
    /// form are passed over.
    init(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
            if words.count == 2, words[0] == "date" { date = words[1] }
            let prices = words.dropFirst(2).compactMap(Double.init).filter { $0 >= 0 && $0 < 1e6 }
            guard words.count == 5, prices.count == 3 else { continue }
            rows.append(
                Row(host: words[0], model: words[1], input: prices[0], cachedInput: prices[1], output: prices[2]))
        }
    }

    /// What a reply cost, in US dollars; nil where the price or one of the counts is not known.
    /// - Parameter service: Where it was asked for: "api.openai.com".
    func dollars(for usage: TokenUsage, at service: String) -> Double? {
        guard let model = usage.model, let input = usage.input, let output = usage.output,
            let row = row(of: model, at: service)
        else { return nil }
        let cached = min(max(0, usage.cachedInput ?? 0), max(0, input))
        let millionths =
            Double(max(0, input) - cached) * row.input + Double(cached) * row.cachedInput
            + Double(max(0, output)) * row.output
        return millionths / 1_000_000
    }

    /// A name that goes on is one model at a date, "gpt-5-2025-08-07", or another, "gpt-5.1".
    func row(of model: String, at service: String) -> Row? {
        rows.filter { row in
            guard row.host == service, model.hasPrefix(row.model) else { return false }
            let next = model.dropFirst(row.model.count).first
            return next == nil || next == "-"
        }.max { $0.model.count < $1.model.count }
    }
}
