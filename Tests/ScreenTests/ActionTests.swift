import ChatModel
import TerminalModel
import Testing

@testable import Screen

@Suite struct ActionTests {
    @Test("Every action has a description, a label and at least one key", arguments: Action.allCases)
    func isWhole(_ action: Action) {
        #expect(!action.description.isEmpty && action.description.count <= 80)
        #expect(action.description.last != ".")
        #expect(!action.label.isEmpty)
        #expect(!action.keys.isEmpty)
    }

    @Test("Every key in the table is one that can be written", arguments: Action.allCases)
    func keysAreNamed(_ action: Action) {
        for key in action.keys {
            #expect(Key(key.description) == key)
            #expect(!key.description.isEmpty)
        }
    }

    @Test("A key of several actions in one context does the first that is possible: these and no others")
    func sharedKeys() {
        var shared: Set<String> = []
        for context in ActionContext.allCases {
            for key in Set(Action.allCases.filter { $0.context == context }.flatMap(\.keys)) {
                let names = Keymap.actions(for: key, in: context).map(\.name)
                if names.count > 1 { shared.insert("\(key): " + names.joined(separator: ", ")) }
            }
        }
        #expect(
            shared == [
                "Esc: stop, forceStop, takeBack, back", "Ctrl-C: stop, forceStop, takeBack, clear",
                "Enter: writeFile, attachNamed",
            ])
    }

    @Test("The help page names every action but the answers to questions")
    func help() {
        let page = Help.lines(columns: 200, theme: .plain).map(\.text).joined(separator: "\n")
        for action in Action.allCases where action.context != .question {
            #expect(page.contains(action.description))
            #expect(action.keys.allSatisfy { page.contains($0.description) })
        }
    }

    @Test("No line of the help page is wider than the screen", arguments: 24...120)
    func helpFits(_ columns: Int) {
        #expect(Help.lines(columns: columns, theme: .plain).allSatisfy { $0.columns <= columns })
    }
}
