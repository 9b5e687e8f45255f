/// What a reply took, in tokens, as far as the service said.
package struct TokenUsage: Hashable, Sendable {
    /// All that the model read, what it had in its cache included.
    package var input: Int?
    /// Of `input`: what it had in its cache.
    package var cachedInput: Int?
    /// All that the model wrote, its reasoning included.
    package var output: Int?
    /// Of `output`: its reasoning.
    package var reasoning: Int?
    /// The model that counted, as the service names it.
    package var model: String?

    /// What it cost, in US dollars.
    package var dollars: Double?

    package init(
        input: Int? = nil, cachedInput: Int? = nil, output: Int? = nil, reasoning: Int? = nil, model: String? = nil,
        dollars: Double? = nil
    ) {
        self.input = input
        self.cachedInput = cachedInput
        self.output = output
        self.reasoning = reasoning
        self.model = model
        self.dollars = dollars
    }

    /// The service counted something.
    package var hasCounts: Bool { Field.allCases.contains { self[keyPath: $0.path] != nil } }

    /// All that was read and written; nil where neither was counted.
    package var total: Int? { input == nil && output == nil ? nil : (input ?? 0) &+ (output ?? 0) }

    /// Both together. The model is kept where it is the same; what neither counted stays unknown, and so does what both
    /// cost where only one is known.
    package static func + (left: Self, right: Self) -> Self {
        var sum = TokenUsage(model: left.model == right.model ? left.model : nil)
        for field in Field.allCases {
            let counts = [left, right].compactMap { $0[keyPath: field.path] }
            sum[keyPath: field.path] = counts.isEmpty ? nil : counts.reduce(0, &+)
        }
        let isPriced = [left, right].allSatisfy { !$0.hasCounts || $0.dollars != nil }
        let costs = [left, right].compactMap(\.dollars)
        sum.dollars = isPriced && !costs.isEmpty ? costs.reduce(0, +) : nil
        return sum
    }
}

// As a part of a reply

extension TokenUsage {
    /// The id of the part; a reply has one.
    package static let partID = "usage"

    /// Reads what `part` wrote. Lines that are not known are passed over.
    package init?(part: MessagePart) {
        guard part.kind == .usage else { return nil }
        self.init()
        for line in part.text.split(separator: "\n") {
            guard let blank = line.firstIndex(of: " ") else { continue }
            let value = line[line.index(after: blank)...]
            if let field = Field(rawValue: String(line[..<blank])) {
                self[keyPath: field.path] = Int(value)
            } else if line[..<blank] == Self.modelName {
                model = String(value)
            } else if line[..<blank] == Self.dollarsName {
                dollars = Double(value).flatMap { $0.isFinite ? $0 : nil }
            }
        }
    }

    /// The title says it in words; the text is a line for each value: `input 1204`, `model gpt-5`.
    package var part: MessagePart {
        var lines = Field.allCases.compactMap { field in self[keyPath: field.path].map { "\(field.rawValue) \($0)" } }
        if let model { lines.append("\(Self.modelName) \(model.split(whereSeparator: \.isNewline).joined())") }
        if let dollars { lines.append("\(Self.dollarsName) \(dollars)") }
        return MessagePart(id: Self.partID, kind: .usage, title: words, text: lines.joined(separator: "\n"))
    }

    private static let modelName = "model"
    private static let dollarsName = "dollars"

    private enum Field: String, CaseIterable {
        case input, cached, output, reasoning

        var path: WritableKeyPath<TokenUsage, Int?> {
            switch self {
            case .input: \.input
            case .cached: \.cachedInput
            case .output: \.output
            case .reasoning: \.reasoning
            }
        }
    }
}

// In words

extension TokenUsage {
    /// "1,204 tokens in (800 cached), 356 out (120 reasoning), $0.0042", without what is not known.
    package var words: String {
        let directions = [
            Self.direction("in", input, of: cachedInput, "cached"),
            Self.direction("out", output, of: reasoning, "reasoning"),
        ]
        let known = directions.compactMap(\.self)
        guard let first = known.first else { return "tokens were not counted" }
        let unit = first.count == 1 ? "token" : "tokens"
        let head = "\(first.number) \(unit) \(first.rest)"
        let others = known.dropFirst().map { "\($0.number) \($0.rest)" }
        return ([head] + others + [dollars.map(Self.price)].compactMap(\.self)).joined(separator: ", ")
    }

    private static func direction(
        _ name: String, _ count: Int?, of which: Int?, _ kind: String
    ) -> (count: Int, number: String, rest: String)? {
        guard let count else { return nil }
        let detail = which.flatMap { $0 > 0 ? " (\(grouped($0)) \(kind))" : nil } ?? ""
        return (count, grouped(count), name + detail)
    }

    /// "1,560 tokens, $0.0042"; nil where nothing was counted.
    package var sumInWords: String? {
        total.map { total in
            let tokens = "\(Self.grouped(total)) \(total == 1 ? "token" : "tokens")"
            return dollars.map { "\(tokens), \(Self.price($0))" } ?? tokens
        }
    }

    /// "$12.34", and of less at least two digits that say something: "$0.0042".
    package static func price(_ dollars: Double) -> String {
        let dollars = dollars < 1e-6 ? 0 : min(dollars, 1e9)
        var (scale, decimals) = (100.0, 2)
        while dollars > 0, dollars * scale < 9.5, decimals < 7 { (scale, decimals) = (scale * 10, decimals + 1) }
        let digits = String(Int((dollars * scale).rounded()))
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return "$\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }

    /// "1,234,567"
    package static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        let groups = digits.enumerated().map { index, digit in
            index > 0 && (digits.count - index).isMultiple(of: 3) ? ",\(digit)" : "\(digit)"
        }
        return (number < 0 ? "-" : "") + groups.joined()
    }
}
