import ChatModel

extension Composer {
    /// Does an action of the composer or of writing; others are passed over.
    /// - Parameter prompts: what was asked in this thread, oldest first.
    mutating func perform(_ action: Action, prompts: @autoclosure () -> [String]) {
        switch action {
        case .newline: editor.insert("\n")
        case .up: if !editor.moveRow(-1, in: rows()) { recall(1, of: prompts()) }
        case .down: if !editor.moveRow(1, in: rows()) { recall(-1, of: prompts()) }
        case .clear: editor.replaceAll(with: "")
        default: editor.perform(action)
        }
    }

    /// Takes the prompt out of the composer.
    mutating func takeText() -> String {
        let text = editor.text
        editor.replaceAll(with: "")
        recall = nil
        firstRow = 0
        return text
    }

    /// Puts a prompt back, above what is being written; above the draft while an earlier prompt is edited.
    mutating func putBack(_ prompt: String) {
        if let draft = amendment?.draft.text {
            amendment?.draft.replaceAll(with: draft.isEmpty ? prompt : Prompt.joined(prompt, draft))
            return
        }
        editor.replaceAll(with: editor.isBlank ? prompt : Prompt.joined(prompt, editor.text))
        recall = nil
    }

    /// Goes `step` prompts back (1) or forth (-1); before the newest stands what was being written.
    private mutating func recall(_ step: Int, of prompts: [String]) {
        var walk = recall.flatMap { $0.revision == editor.revision ? $0 : nil }
        if walk == nil { walk = Recall(steps: 0, draft: editor.text, revision: editor.revision) }
        guard var walk, (0...prompts.count).contains(walk.steps + step) else { return }
        walk.steps += step
        editor.replaceAll(with: walk.steps == 0 ? walk.draft : prompts[prompts.count - walk.steps])
        walk.revision = editor.revision
        recall = walk
    }
}
