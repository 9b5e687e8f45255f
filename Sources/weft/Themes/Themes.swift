import ArgumentParser
import Glibc
import Screen
import Settings

/// `weft themes`: what the screen can wear.
struct Themes: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the themes, and what is wrong in their files.",
        discussion: """
            Themes are TOML files in the folder themes beside config.toml; others come with Weft. F5 in the full screen \
            chooses one.
            """,
        subcommands: [List.self, Show.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the themes, and where they are from.")

        func run() throws {
            let library = ThemeFolders(Locations.current()).library()
            Services.show(ThemeList(shelf: library.shelf, wish: Themes.wish).text)
            let problems = library.names.flatMap(library.problems)
            for problem in problems { ProcessSafety.complain(problem) }
            if !problems.isEmpty { Glibc.exit(1) }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the file of a theme.", discussion: "It is a beginning for one of your own.")

        @Argument(help: "The name of a theme.")
        var name: String

        func run() throws {
            let library = ThemeFolders(Locations.current()).library()
            guard let file = library.files.first(where: { $0.name == name }) else {
                throw ValidationError(ThemeStart.absence(of: name, in: library))
            }
            switch file.text {
            case .success(let text): Services.show(text)
            case .failure(let problem):
                ProcessSafety.complain(problem.text(file: file.place))
                Glibc.exit(1)
            }
        }
    }

    /// What `config.toml` wants; where that is wrong, what holds without it.
    private static var wish: ThemeWish {
        (try? Locations.current().configurationFile.read().get())?.screen.theme ?? ThemeWish()
    }
}

/// What `weft themes` prints: a line for each theme, the one that is wanted marked.
struct ThemeList {
    let shelf: ThemeShelf
    let wish: ThemeWish

    var text: String {
        let rows = shelf.entries.map { entry in
            [
                mark(entry.name), entry.name, entry.problem == nil ? entry.ground.rawValue : "wrong", entry.place,
            ]
        }
        let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return (cells + row.dropFirst(widths.count)).joined(separator: "  ") + "\n"
        }.joined()
    }

    private func mark(_ name: String) -> String {
        (wish.isAutomatic ? [wish.dark, wish.light] : [wish.name]).contains(name) ? "*" : " "
    }
}
