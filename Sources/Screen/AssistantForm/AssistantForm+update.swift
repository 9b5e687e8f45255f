import ChatModel

extension AssistantForm {
    /// Does an action of the form or of writing; others are passed over.
    /// - Parameter columns: what a row of a field takes.
    mutating func perform(_ action: Action, columns: Int) {
        switch action {
        case .nextField: go(to: field(1) ?? fields.first ?? field)
        case .previousField: go(to: field(-1) ?? fields.last ?? field)
        case .fieldUp: moveRow(-1, columns)
        case .fieldDown: moveRow(1, columns)
        case .fieldEnter:
            if field.hasLines { change { $0.insert("\n") } } else { perform(.nextField, columns: columns) }
        case .toStart: go(to: fields.first ?? field)
        case .toEnd: go(to: fields.last ?? field)
        case .pageUp: go(to: field(-1) ?? field)
        case .pageDown: go(to: field(1) ?? field)
        default: change { $0.perform(action) }
        }
    }

    /// Writes pasted text; where a field has one line it becomes one.
    mutating func paste(_ text: String) {
        let text = field.hasLines ? text : text.flat
        change { $0.insert(text) }
    }

    mutating func change(_ body: (inout Editor) -> Void) {
        let before = editor.revision
        body(&editor)
        if editor.revision != before { forgetProblem() }
    }

    private mutating func moveRow(_ offset: Int, _ columns: Int) {
        let rows = EditorRows(editor.clusters, columns: columns)
        if editor.moveRow(offset, in: rows) { return }
        if let next = field(offset) { go(to: next, atEnd: offset < 0) }
    }
}
