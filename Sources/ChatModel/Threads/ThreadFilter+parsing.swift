extension ThreadFilter {
    /// Reads a limit: words, texts in quotation marks, signs, `!`, `|` and parentheses; what stands side by side must
    /// all hold. A blank text lists all.
    ///
    ///     limit = part *( "|" part )        part = 1*( ["!"] ( word | sign | "(" limit ")" ) )
    ///
    /// - Parameters:
    ///   - now: what ages are counted from.
    ///   - offset: what the local time is ahead of UTC.
    package init(parsing text: String, now: Timestamp, offset: Duration) throws(Problem) {
        var parser = ThreadFilterParser(text, now: now, offset: offset)
        self = try parser.whole()
    }
}

/// Goes through the tokens of a limit once.
struct ThreadFilterParser {
    private let tokens: [ThreadFilterToken]
    private let end: Int
    private let dates: ThreadFilterDates
    private var next = 0
    private var depth = 0

    /// What SQLite takes as one condition has bounds; these are well inside.
    private static let mostDepth = 40
    private static let mostTokens = 400

    init(_ text: String, now: Timestamp, offset: Duration) {
        tokens = ThreadFilterToken.tokens(of: text)
        end = text.count
        dates = ThreadFilterDates(now: now, offset: offset)
    }

    mutating func whole() throws(ThreadFilter.Problem) -> ThreadFilter {
        if tokens.isEmpty { return .all }
        if tokens.count > Self.mostTokens { throw problem(.tooLong, at: tokens[Self.mostTokens].range.lowerBound) }
        let filter = try either()
        if next < tokens.count { throw problem(.nothingToClose) }
        return filter
    }

    private mutating func either() throws(ThreadFilter.Problem) -> ThreadFilter {
        var parts = [try every()]
        while take(.bar) { parts.append(try every()) }
        return parts.count == 1 ? parts[0] : .or(parts)
    }

    private mutating func every() throws(ThreadFilter.Problem) -> ThreadFilter {
        var parts: [ThreadFilter] = []
        while let token = current, token.kind != .bar, token.kind != .close { parts.append(try term()) }
        if parts.isEmpty {
            let isBeside = current?.kind == .bar || next > 0 && tokens[next - 1].kind == .bar
            throw problem(
                isBeside ? .oneSide : current == nil ? .openParenthesis : isInside ? .nothingInside : .nothingToClose)
        }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    private mutating func term() throws(ThreadFilter.Problem) -> ThreadFilter {
        guard let token = current else { throw problem(.nothingToNegate) }
        next += 1
        switch token.kind {
        case .not: return try negation(token)
        case .open: return try parenthesis(token)
        case .sign(let letter): return try sign(letter, token)
        case .word(let text):
            if text.isEmpty { throw problem(.emptyText, at: token.range.lowerBound) }
            return .text(text)
        case .openQuote: throw problem(.openQuote, at: token.range.lowerBound)
        case .bar, .close: throw problem(.nothingToNegate, at: token.range.lowerBound)
        }
    }

    private mutating func negation(_ token: ThreadFilterToken) throws(ThreadFilter.Problem) -> ThreadFilter {
        try deeper(token) { (parser) throws(ThreadFilter.Problem) in .not(try parser.term()) }
    }

    private mutating func parenthesis(_ token: ThreadFilterToken) throws(ThreadFilter.Problem) -> ThreadFilter {
        try deeper(token) { (parser) throws(ThreadFilter.Problem) in
            let filter = try parser.either()
            if !parser.take(.close) { throw parser.problem(.openParenthesis, at: token.range.lowerBound) }
            return filter
        }
    }

    private mutating func deeper(
        _ token: ThreadFilterToken, _ read: (inout Self) throws(ThreadFilter.Problem) -> ThreadFilter
    ) throws(ThreadFilter.Problem) -> ThreadFilter {
        guard depth < Self.mostDepth else { throw problem(.tooDeep, at: token.range.lowerBound) }
        depth += 1
        defer { depth -= 1 }
        return try read(&self)
    }

    private mutating func sign(
        _ letter: Character?, _ token: ThreadFilterToken
    ) throws(ThreadFilter.Problem) -> ThreadFilter {
        let start = token.range.lowerBound
        guard let letter else { throw problem(.noLetter, at: token.range.upperBound) }
        guard let sign = ThreadFilter.sign(letter) else { throw problem(.unknownSign(letter), at: start) }
        guard let operand = sign.operand else { return .flag(letter) }
        guard let token = current, case .word(let text) = token.kind else {
            if let token = current, case .openQuote = token.kind { throw problem(.openQuote) }
            throw problem(.noOperand(sign), at: token.range.upperBound)
        }
        next += 1
        if text.isEmpty { throw problem(.emptyText, at: token.range.lowerBound) }
        switch operand {
        case .text: return letter == "t" ? .title(text) : .body(text)
        case .service: return .service(text)
        case .assistant: return .assistant(text)
        case .label: return .label(text)
        case .span:
            do throws(ThreadFilterDates.Problem) {
                return try dates.span(text)
            } catch {
                throw problem(error.kind, at: min(token.range.lowerBound + error.offset, token.range.upperBound))
            }
        }
    }
}

extension ThreadFilterParser {
    private var current: ThreadFilterToken? { next < tokens.count ? tokens[next] : nil }

    private var isInside: Bool { depth > 0 }

    private mutating func take(_ kind: ThreadFilterToken.Kind) -> Bool {
        guard current?.kind == kind else { return false }
        next += 1
        return true
    }

    /// - Parameter position: nil is where the parser is.
    private func problem(_ kind: ThreadFilter.Problem.Kind, at position: Int? = nil) -> ThreadFilter.Problem {
        ThreadFilter.Problem(kind: kind, position: position ?? current?.range.lowerBound ?? end)
    }
}

extension ThreadFilter {
    /// What a sign without an operand stands for.
    fileprivate static func flag(_ letter: Character) -> ThreadFilter {
        switch letter {
        case "r": .running
        case "q": .queued
        case "u": .unread
        case "f": .failed
        case "p": .pinned
        case "D": .drafted
        default: .all
        }
    }
}
