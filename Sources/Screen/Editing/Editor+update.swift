extension Editor {
    /// Does an action of writing; others are passed over.
    mutating func perform(_ action: Action) {
        switch action {
        case .left: move(to: cursor - 1)
        case .right: move(to: cursor + 1)
        case .wordLeft: move(to: wordStart)
        case .wordRight: move(to: wordEnd)
        case .lineStart: move(to: lineStart)
        case .lineEnd: move(to: lineEnd)
        case .deleteBackward: delete(max(0, cursor - 1)..<cursor)
        case .deleteForward: delete(cursor..<min(cursor + 1, clusters.count))
        case .deleteWord: delete(wordStart..<cursor)
        case .deleteWordForward: delete(cursor..<wordEnd)
        case .deleteToLineStart: delete(lineStart..<cursor)
        case .deleteToLineEnd: delete(cursor..<lineEnd)
        case .undo: undo()
        case .redo: redo()
        default: break
        }
    }
}
