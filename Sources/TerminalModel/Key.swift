/// A key with its modifiers, as far as the terminal tells them.
package struct Key: Hashable, Sendable {
    package enum Code: Hashable, Sendable {
        /// A typed character. Never a control character: Ctrl-A is `character("a")` with `.control`.
        case character(Character)
        case enter, tab, backspace, delete, insert, escape
        case up, down, left, right, home, end, pageUp, pageDown
        case function(Int)
    }

    package struct Modifiers: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        package static let control = Modifiers(rawValue: 1)
        package static let alt = Modifiers(rawValue: 2)
        package static let shift = Modifiers(rawValue: 4)
    }

    package var code: Code
    package var modifiers: Modifiers

    package init(_ code: Code, _ modifiers: Modifiers = []) {
        self.code = code
        self.modifiers = modifiers
    }
}

extension Key: CustomStringConvertible {
    /// "Ctrl-N", "Alt-Enter", "PgUp": how help, status line, manual and configuration write it.
    package var description: String {
        var text = ""
        if modifiers.contains(.control) { text += "Ctrl-" }
        if modifiers.contains(.alt) { text += "Alt-" }
        if modifiers.contains(.shift) { text += "Shift-" }
        return text + name
    }

    private var name: String {
        switch code {
        case .character(" "): "Space"
        case .character(let character): modifiers.isEmpty ? String(character) : character.uppercased()
        case .function(let number): "F\(number)"
        default: Self.names.first { $0.code == code }?.name ?? ""
        }
    }

    /// Reads what `description` writes; letter case does not matter in names, only in a plain character.
    package init?(_ text: String) {
        var rest = Substring(text)
        var modifiers: Modifiers = []
        let prefixes: [(String, Modifiers)] = [("ctrl-", .control), ("alt-", .alt), ("shift-", .shift)]
        func isPrefixed(by prefix: String) -> Bool { rest.count > prefix.count && rest.lowercased().hasPrefix(prefix) }
        while let (prefix, modifier) = prefixes.first(where: { isPrefixed(by: $0.0) }) {
            modifiers.insert(modifier)
            rest = rest.dropFirst(prefix.count)
        }
        let name = rest.lowercased()
        if let known = Self.names.first(where: { $0.name.lowercased() == name }) {
            self.init(known.code, modifiers)
        } else if name == "space" {
            self.init(.character(" "), modifiers)
        } else if name.hasPrefix("f"), let number = Int(name.dropFirst()), (1...24).contains(number) {
            self.init(.function(number), modifiers)
        } else if rest.count == 1, let character = rest.first {
            self.init(.character(modifiers.isEmpty ? character : Character(name)), modifiers)
        } else {
            return nil
        }
    }

    private static let names: [(name: String, code: Code)] = [
        ("Enter", .enter), ("Tab", .tab), ("Backspace", .backspace), ("Delete", .delete), ("Insert", .insert),
        ("Esc", .escape), ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right), ("Home", .home),
        ("End", .end), ("PgUp", .pageUp), ("PgDn", .pageDown),
    ]
}
