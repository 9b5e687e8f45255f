import TerminalModel

/// The page where the person chooses a theme; the screen wears the one that is selected.
struct ThemePicker {
    /// What is typed narrows the list down.
    var filter = Editor()
    /// The name of the row selected.
    var selected: String
    /// The first row of the list on the screen.
    var firstRow = 0
    /// What is worn again when none is chosen.
    let before: Theme

    init(selected: String, before: Theme) {
        self.selected = selected
        self.before = before
    }

    /// One theme of the list, or `auto`.
    struct Row: Hashable {
        let name: String
        /// nil for `auto`.
        let entry: ThemeEntry?
    }

    /// What the page shows beside its own state.
    struct Scene {
        let shelf: ThemeShelf
        let wish: ThemeWish
        let isOnLight: Bool
        let theme: Theme
    }
}

extension ThemePicker {
    /// The list as the filter leaves it: by the names, and by what the themes are for.
    func rows(_ shelf: ThemeShelf) -> [Row] {
        let words = filter.text.lowercased().split(whereSeparator: \.isWhitespace)
        let all = [Row(name: ThemeWish.automatic, entry: nil)] + shelf.entries.map { Row(name: $0.name, entry: $0) }
        return all.filter { row in
            let text = row.name.lowercased() + " " + (row.entry?.ground.rawValue ?? "")
            return words.allSatisfy { text.contains($0) }
        }
    }

    /// Selects what stands `offset` rows further, as far as there is something.
    mutating func move(by offset: Int, in rows: [Row]) {
        guard !rows.isEmpty else { return }
        let index = rows.firstIndex { $0.name == selected } ?? 0
        selected = rows[max(0, min(index + offset, rows.count - 1))].name
    }

    /// What is selected is in the list; else the first that is.
    mutating func settle(in rows: [Row]) {
        guard !rows.contains(where: { $0.name == selected }), let first = rows.first else { return }
        selected = first.name
    }

    mutating func scroll(to rows: [Row], height: Int) {
        let index = rows.firstIndex { $0.name == selected } ?? 0
        firstRow = min(max(firstRow, index - height + 1), index)
        firstRow = max(0, min(firstRow, rows.count - height))
    }
}
