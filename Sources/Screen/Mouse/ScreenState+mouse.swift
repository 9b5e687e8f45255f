import ChatModel
import TerminalModel

extension ScreenState {
    /// Does what a deed of the mouse means where it happened.
    mutating func answer(_ mouse: Mouse) -> [Effect] {
        guard usesMouse, question == nil else { return [] }
        switch mouse.deed {
        case .wheelUp: return wheel(-1, at: mouse.position)
        case .wheelDown: return wheel(1, at: mouse.position)
        case .press: return press(at: mouse.position)
        case .drag: dragTo(mouse.position)
        case .release: return release(at: mouse.position)
        }
        return []
    }

    mutating func toggleMouse() -> [Effect] {
        usesMouse.toggle()
        drag = nil
        status.say(usesMouse ? "Weft takes the mouse; Shift leaves it to the terminal" : "The terminal has the mouse")
        return [.setMouse(usesMouse)]
    }

    /// A page takes the whole screen.
    var isPage: Bool {
        help != nil || form != nil || picker != nil || themePicker != nil || links != nil || search != nil
            || comparison != nil
    }

    /// Scrolls what is under the mouse.
    private mutating func wheel(_ step: Int, at position: Position) -> [Effect] {
        if isPage {
            let action: Action =
                if help != nil || comparison != nil { step > 0 ? .lineDown : .lineUp } else if themePicker != nil {
                    step > 0 ? .themeDown : .themeUp
                } else if picker != nil {
                    step > 0 ? .choiceDown : .choiceUp
                } else if search != nil { step > 0 ? .hitDown : .hitUp } else if links != nil {
                    step > 0 ? .linkDown : .linkUp
                } else { step > 0 ? .fieldDown : .fieldUp }
            return perform(action, key: Key(step > 0 ? .down : .up))
        }
        let layout = layout()
        if layout.threads.contains(position) || layout.threadsHeading.contains(position) {
            let rows = listRows
            threads.wheel(step, in: threadRows, rows: rows)
        } else if layout.composer.contains(position), !isInField {
            let rows = composer.rows()
            _ = composer.editor.moveRow(step, in: rows)
        } else {
            transcript.scroll(by: step * Drag.linesOfNotch, transcriptScene())
        }
        return []
    }

    private mutating func press(at position: Position) -> [Effect] {
        guard help == nil, form == nil, picker == nil, links == nil, comparison == nil else { return [] }
        status.keyPressed()
        if search != nil { return pressInSearch(at: position) }
        let layout = layout()
        if layout.transcript.contains(position) || layout.transcriptHeading.contains(position) {
            pressInTranscript(at: position)
            return []
        }
        drag = nil
        transcript.selection = nil
        if layout.threads.contains(position) {
            focus = .threads
            return thread(at: position, in: layout.threads).map { show($0) } ?? []
        }
        if layout.composer.contains(position), !isInField {
            focus = .composer
            moveCursor(to: position, in: layout.composer)
        }
        return []
    }

    /// A field stands in the composer's place.
    private var isInField: Bool { file != nil || field != nil || transcript.find?.isOpen == true }

    private mutating func moveCursor(to position: Position, in area: Rect) {
        let rows = composer.rows()
        let room = area.indented(by: 1)
        let row = max(0, min(composer.firstRow + position.row - area.row, rows.count - 1))
        let start = room.column + (room.columns >= Composer.columnsBesideText + 1 ? 2 : 0)
        composer.editor.move(to: rows.place(atColumn: max(0, position.column - start), inRow: row))
    }

    private mutating func pressInTranscript(at position: Position) {
        let isAgain = drag.map { $0.start == position && !$0.hasMoved && now < $0.time + Drag.doubleClick } ?? false
        let clicks = isAgain ? (drag?.clicks ?? 0) % 3 + 1 : 1
        transcript.selection = nil
        drag = Drag(start: position, position: position, clicks: clicks, time: now)
        guard clicks > 1 else { return }
        let scene = transcriptScene()
        guard let spot = transcript.spot(at: position, in: transcriptArea, scene) else { return }
        let place = transcript.textPlace(spot, scene)
        transcript.selection = Selection(shape: .lines, anchor: place, head: place, isByMouse: true)
        if clicks == 2 { transcript.selectWord(at: spot, scene) }
    }

    private var transcriptArea: Rect {
        mutating get { layout(listIsAsked: false).transcript.indented(by: 1) }
    }

    private mutating func dragTo(_ position: Position) {
        guard var moved = drag, moved.isDown else { return }
        moved.hasMoved = moved.hasMoved || position != moved.start
        moved.position = position
        let area = transcriptArea
        let isBeyond = position.row < area.row || position.row >= area.endRow
        moved.nextScroll = isBeyond ? moved.nextScroll ?? now : nil
        drag = moved
        if moved.hasMoved { selectToMouse() }
    }

    /// Selects from where the button went down to where the mouse is.
    private mutating func selectToMouse() {
        guard let drag else { return }
        let scene = transcriptScene()
        guard let head = transcript.spot(at: drag.position, in: transcriptArea, scene) else { return }
        let place = transcript.textPlace(head, scene)
        if transcript.selection == nil {
            guard let start = transcript.spot(at: drag.start, in: transcriptArea, scene) else { return }
            let anchor = transcript.textPlace(start, scene)
            transcript.selection = Selection(shape: .characters, anchor: anchor, head: place, isByMouse: true)
        }
        transcript.selection?.head = place
    }

    /// Scrolls on while the mouse is held beyond an edge of the transcript.
    mutating func scrollByDrag() {
        guard let held = drag, let due = held.nextScroll, due <= now, held.isDown else { return }
        drag?.nextScroll = now + Drag.scrollInterval
        transcript.scroll(by: held.position.row < transcriptArea.row ? -1 : 1, transcriptScene())
        selectToMouse()
    }

    /// What was selected is copied; a click alone goes to the transcript, or to a link.
    private mutating func release(at position: Position) -> [Effect] {
        guard let ended = drag, ended.isDown else { return [] }
        drag?.isDown = false
        drag?.nextScroll = nil
        let scene = transcriptScene()
        if let selected = transcript.selected(scene) {
            let text = transcript.text(of: selected, scene)
            return text.string.isEmpty ? [] : copying(text)
        }
        guard !ended.hasMoved else { return [] }
        if let link = transcript.link(at: position, in: transcriptArea, scene) {
            links = Links([link])
            links?.show()
        } else if !isInField {
            focus = .transcript
        }
        return []
    }
}

extension Rect {
    func contains(_ position: Position) -> Bool {
        (column..<endColumn).contains(position.column) && (row..<endRow).contains(position.row)
    }
}
