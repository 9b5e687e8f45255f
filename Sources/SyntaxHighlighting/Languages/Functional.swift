/// Languages of functions.
extension Language {
    static let functional: [Language] = [haskell]

    static let haskell: Language = .init(
        ["haskell", "hs", "lhs", "purescript", "elm"],
        words: Words(
            rest: .name.union("'"),
            lists: [
                (
                    .keyword,
                    """
                    as case class data default deriving do else family forall foreign hiding if import in infix infixl
                    infixr instance let module newtype of pattern qualified role then type where
                    """
                ), (.constant, "True False Nothing otherwise undefined"),
            ],
            called: nil, capitalised: .type),
        rules: [
            .blockComment("{-#", "#-}"), .blockComment("{-", "-}", nests: true),
            Rule(.name(after: "--", first: ByteSet("!#$%&*+./<=>?@\\^|~:"), rest: symbols)), haskellComment,
            .string("\""),
            Rule(.character(UInt8(ascii: "'")), .string), Rule(.run(symbols)), .word, .number,
        ])

    /// Two or more dashes, unless they are part of an operator such as -->.
    private static let haskellComment = Rule(
        .counted("--", "-", ""), .comment, .enter(Context(kind: .comment, endsWithLine: true)))

    private static let symbols = ByteSet("!#$%&*+./<=>?@\\^|-~:")
}
