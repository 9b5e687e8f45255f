extension ThreadFilter {
    /// Why a text is no limit.
    package struct Problem: Error, Hashable, Sendable {
        package enum Kind: Hashable, Sendable {
            /// A tilde with no letter behind it.
            case noLetter
            case unknownSign(Character)
            case noOperand(Sign)
            case emptyText
            case openQuote
            case openParenthesis
            case nothingToClose
            /// Parentheses with nothing in them.
            case nothingInside
            case nothingToNegate
            /// An *or* with nothing at one of its sides.
            case oneSide
            case noSpan
            case noSuchDay
            case backwardSpan
            case tooDeep
            case tooLong
        }

        package let kind: Kind
        /// Where in the text it is, in characters: 0 before the first, the count of them behind the last.
        package let position: Int

        package init(kind: Kind, position: Int) {
            self.kind = kind
            self.position = position
        }

        /// One sentence for a person, without a full stop.
        package var words: String {
            switch kind {
            case .noLetter: "A letter belongs behind ~"
            case .unknownSign(let letter): "There is no ~\(letter)"
            case .noOperand(let sign): "\(sign.wish) belongs behind ~\(sign.letter)"
            case .emptyText: "There is nothing between the quotation marks"
            case .openQuote: "The quotation mark is not closed"
            case .openParenthesis: "The parenthesis is not closed"
            case .nothingToClose: "No parenthesis is open here"
            case .nothingInside: "There is nothing in the parentheses"
            case .nothingToNegate: "Something belongs behind !"
            case .oneSide: "Something belongs at both sides of |"
            case .noSpan: "Write <7d, 2026-05 or A..B"
            case .noSuchDay: "There is no such day"
            case .backwardSpan: "The end is before the beginning"
            case .tooDeep: "The parentheses are too deep"
            case .tooLong: "The limit is too long"
            }
        }
    }
}

extension ThreadFilter.Sign {
    fileprivate var wish: String {
        switch operand {
        case .span: "A time"
        case .service: "A service"
        case .assistant: "An assistant"
        case .label: "A label"
        case .text, nil: "A text"
        }
    }
}
