import ArgumentParser
import Foundation

/// The verbs of the program with their arguments, as they are defined; the manual page is made of them.
struct CommandTree: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let subcommands: [CommandTree]?
    let arguments: [Argument]?

    struct Argument: Decodable {
        enum Kind: String, Decodable {
            case positional, option, flag
        }

        struct Name: Decodable {
            let kind: String
            let name: String

            /// "-f", "--file"
            var text: String { (kind == "short" ? "-" : "--") + name }
        }

        let kind: Kind
        let names: [Name]?
        let valueName: String?
        let abstract: String?
        let defaultValue: String?
        let isOptional: Bool
        let isRepeating: Bool
        let shouldDisplay: Bool
    }

    private struct Document: Decodable {
        let command: CommandTree
    }

    /// All of `weft`.
    static let weft: CommandTree = {
        let data = Data(Weft._dumpHelp().utf8)
        let document = try? JSONDecoder().decode(Document.self, from: data)
        return document?.command
            ?? CommandTree(commandName: "weft", abstract: nil, discussion: nil, subcommands: nil, arguments: nil)
    }()
}

extension CommandTree {
    private typealias Named = (words: [String], command: CommandTree)

    /// All commands below this one, each behind the one it belongs to, with all words of their names.
    private func all(behind words: [String] = []) -> [Named] {
        // What `weft` does without a verb is named by no verb.
        let words = words + (commandName == Chat._commandName ? [] : [commandName])
        return [(words, self)] + verbs.flatMap { $0.all(behind: words) }
    }

    private var verbs: [CommandTree] { (subcommands ?? []).filter { $0.commandName != "help" } }

    /// The commands that do something: "weft threads list".
    private var leaves: [Named] { all().filter { $0.command.verbs.isEmpty } }

    /// Those, and what holds for several of them.
    private var described: [Named] {
        all().dropFirst().filter { $0.command.verbs.isEmpty || $0.command.discussion?.isEmpty == false }
    }

    /// How each command is written, in roff.
    var synopsis: String {
        leaves.map { "\n.B \(ManualPage.escaped($0.words.joined(separator: " ")))\($0.command.usage)" }
            .joined(separator: "\n.br")
    }

    /// What each command does and takes, in roff.
    var entries: String {
        described.map { words, command in
            let head = "\n.SS \(ManualPage.escaped(words.joined(separator: " ")))"
            let texts = [command.abstract, command.discussion].compactMap(\.self).filter { !$0.isEmpty }
            let body = texts.map {
                "\n" + ManualPage.escaped($0.split(whereSeparator: \.isNewline).joined(separator: " "))
            }
            return head + body.joined() + command.shown.map(\.entry).joined()
        }.joined()
    }

    /// Those that belong to this command alone.
    private var shown: [Argument] {
        (arguments ?? []).filter { argument in
            argument.shouldDisplay && !["help", "version"].contains(argument.valueName ?? "")
        }
    }

    private var usage: String {
        shown.map { argument in
            let value = "\\fI\(ManualPage.escaped(argument.placeholder))\\fR" + (argument.isRepeating ? "..." : "")
            let names = argument.sortedNames.first.map { "\\fB\(ManualPage.escaped($0.text))\\fR" } ?? ""
            let words =
                switch argument.kind {
                case .positional: value
                case .option: "\(names) \(value)"
                case .flag: names
                }
            return argument.isOptional ? "\n[\(words)]" : "\n\(words)"
        }.joined()
    }
}

extension CommandTree.Argument {
    fileprivate var placeholder: String { (valueName ?? "value").uppercased() }

    /// Short ones first.
    fileprivate var sortedNames: [Name] { (names ?? []).sorted { $0.text.count < $1.text.count } }

    fileprivate var entry: String {
        let value = "\\fI\(ManualPage.escaped(placeholder))\\fR"
        let all = sortedNames.map { ManualPage.escaped($0.text) }.joined(separator: ", ")
        let head =
            switch kind {
            case .positional: value
            case .option: "\\fB\(all)\\fR \(value)"
            case .flag: "\\fB\(all)\\fR"
            }
        var text = ManualPage.escaped(abstract ?? "")
        if let defaultValue { text += " Without it: \(ManualPage.escaped(defaultValue))." }
        return "\n.TP\n\(head)\n\(text)"
    }
}
