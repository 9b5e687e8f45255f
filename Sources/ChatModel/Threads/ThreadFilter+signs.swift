extension ThreadFilter {
    /// A letter behind a tilde, and what it stands for in a limit.
    package struct Sign: Hashable, Sendable {
        /// What is written behind the letter.
        package enum Operand: Hashable, Sendable {
            case text, span, service, assistant, label
        }

        package let letter: Character
        package let operand: Operand?
        /// What is listed, for a person.
        package let meaning: String
    }

    /// All signs, in the order of the help.
    package static let signs = [
        Sign(letter: "t", operand: .text, meaning: "in the title"),
        Sign(letter: "b", operand: .text, meaning: "in a message"),
        Sign(letter: "d", operand: .span, meaning: "last active then"),
        Sign(letter: "s", operand: .service, meaning: "of this service"),
        Sign(letter: "a", operand: .assistant, meaning: "of this assistant"),
        Sign(letter: "l", operand: .label, meaning: "with this label"),
        Sign(letter: "r", operand: nil, meaning: "a reply is running"),
        Sign(letter: "q", operand: nil, meaning: "a prompt waits"),
        Sign(letter: "u", operand: nil, meaning: "unread"),
        Sign(letter: "f", operand: nil, meaning: "failed or interrupted"),
        Sign(letter: "p", operand: nil, meaning: "pinned"),
        Sign(letter: "D", operand: nil, meaning: "with a draft"),
        Sign(letter: "A", operand: nil, meaning: "all threads"),
    ]

    package static func sign(_ letter: Character) -> Sign? { signs.first { $0.letter == letter } }
}
