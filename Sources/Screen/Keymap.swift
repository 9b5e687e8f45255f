import TerminalModel

/// Which actions a key can mean, from the table of actions.
enum Keymap {
    /// The actions of one context that have this key, in the order of the table.
    static func actions(for key: Key, in context: ActionContext) -> [Action] {
        table[context]?[key] ?? []
    }

    private static let table: [ActionContext: [Key: [Action]]] = Action.allCases.reduce(into: [:]) { table, action in
        for key in action.keys { table[action.context, default: [:]][key, default: []].append(action) }
    }
}

extension Key {
    /// The key writes a character where text can be written.
    var types: Bool {
        if case .character = code { modifiers.isEmpty } else { false }
    }
}
