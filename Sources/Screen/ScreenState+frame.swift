import ChatModel
package import TerminalModel

extension ScreenState {
    /// The screen as it is now. Equal states give equal frames; what changes here is only what layouts are remembered,
    /// and that a question was seen.
    package mutating func frame() -> Frame {
        var frame = Frame(size: size, style: theme.text)
        frame.title = shownThread.map { SafeText($0.title.flat) + " – Weft" } ?? "Weft"
        let layout = layout()
        if let help {
            help.draw(on: size, of: &frame, theme: theme)
        } else if themePicker != nil {
            let scene = themesScene
            themePicker?.draw(scene, on: size, of: &frame)
        } else if form != nil {
            form?.draw(on: size, of: &frame, theme: theme)
        } else if picker != nil {
            let scene = pickerScene
            picker?.draw(scene, on: size, of: &frame)
        } else if search != nil {
            let scene = searchScene
            search?.draw(scene, on: size, of: &frame)
        } else if links != nil {
            links?.draw(on: size, of: &frame, theme: theme)
        } else if comparison != nil {
            drawComparison(of: &frame)
        } else {
            drawRules(layout, of: &frame)
            drawPanes(layout, of: &frame)
        }
        if let question {
            let line = layout.status.isEmpty ? layout.composer : layout.status
            question.draw(in: line, of: &frame, theme: theme)
            isQuestionSeen = true
        } else {
            status.draw(statusScene, in: layout.status, of: &frame)
        }
        return frame
    }

    private mutating func drawPanes(_ layout: ScreenLayout, of frame: inout Frame) {
        threads.draw(threadsScene, line: listLine, in: layout.threads, of: &frame)
        let scene = transcriptScene()
        let area = layout.transcript.indented(by: 1)
        if field?.purpose == .limit {
            drawLimitHelp(in: area, of: &frame)
        } else if scene.messages.isEmpty {
            drawFirstPage(in: area, of: &frame)
        } else {
            transcript.draw(scene, in: area, of: &frame)
        }
        drawWriting(in: layout.composer.indented(by: 1), of: &frame)
    }

    /// The composer, or the field that stands in its place.
    private mutating func drawWriting(in area: Rect, of frame: inout Frame) {
        if field != nil {
            drawThreadField(in: area, of: &frame)
        } else if let file {
            file.draw(in: area, of: &frame, theme: theme)
        } else if let find = transcript.find, find.isOpen {
            let isSearching = transcript.isSearching(shownMessages.count)
            find.draw(in: area, of: &frame, isSearching: isSearching, theme: theme)
        } else {
            composer.draw(
                in: area, of: &frame, hint: composerHint, hasKeys: focus == .composer && question == nil, theme: theme)
        }
        if question != nil { frame.cursor = nil }
    }

    private func drawFirstPage(in area: Rect, of frame: inout Frame) {
        if isOpening, now < askedAt + Self.patience { return }
        let trouble = troublePage(columns: area.columns)
        let size = Size(columns: area.columns, rows: max(1, area.rows - trouble.count))
        let page: [StyledLine] =
            if !isOpening {
                FirstPage.lines(
                    isFirst: session.list.count <= 1 && session.list.query.filter == .all, assistant: assistantName,
                    offered: settings.offered, size: size, theme: theme)
            } else if trouble.isEmpty {
                StyledLine("Reading this thread…", theme.secondary).wrapped(columns: area.columns)
            } else {
                []
            }
        for (row, line) in (trouble + page).prefix(area.rows).enumerated() {
            frame.write(line, at: Position(column: area.column, row: area.row + row), end: area.endColumn)
        }
    }

    /// What is wrong, whole, and what to do: the status line often has no room for the latter.
    private func troublePage(columns: Int) -> [StyledLine] {
        guard let trouble = session.trouble else { return [] }
        return StyledLine(ReplyWords.sentence(trouble), theme.failure).wrapped(columns: columns)
            + (trouble.remedy.isEmpty
                ? [] : StyledLine(ReplyWords.remedy(trouble), theme.text).wrapped(columns: columns)) + [StyledLine()]
    }

    private var composerHint: SafeText {
        if let holder = session.readOnly { return ReplyWords.advice(holder) }
        return assistantName.isEmpty ? "Write a prompt" : "Write to " + SafeText(assistantName.flat)
    }
}

// What each part shows beside its own state

extension ScreenState {
    mutating func transcriptScene() -> Transcript.Scene {
        let area = layout(listIsAsked: false).transcript.indented(by: 1)
        let run = shownRun
        return Transcript.Scene(
            thread: threads.selected, messages: shownMessages, run: run, isReadOnly: session.readOnly != nil,
            isStopping: run.map(isStopping) ?? false, now: now, offset: utcOffset,
            size: Size(columns: area.columns, rows: area.rows), theme: theme, remedies: remedies,
            lettersAreKeys: focus != .composer, ordersText: settings.ordersText,
            others: threads.selected.flatMap { session.aside[$0] } ?? [], cut: shownMessages.cutPlace)
    }

    private var statusScene: Status.Scene {
        mutating get {
            Status.Scene(
                service: isPage ? nil : service, assistant: SafeText(assistantName.flat), settings: settingsWords,
                context: isPage ? nil : shownContext,
                trouble: session.trouble, readOnly: session.readOnly, work: work, hints: hints,
                lettersAreKeys: help == nil && !contexts.contains(.writing), now: now, theme: theme)
        }
    }

    /// What goes on, from long to short.
    private var work: [SafeText] {
        if help == nil, let form { return form.isSaving ? ["saving…"] : [] }
        if let reading, help == nil, picker == nil, themePicker == nil { return [reading] }
        if let work = transcriptWork { return work }
        if shownRun == nil, let shownSummary, !isPage {
            let words = ReplyWords.elapsed(from: shownSummary.startedAt, to: now)
            return [shownSummary.isStopping ? "stopping…" : "summarising… " + words]
        }
        guard help != nil || picker == nil && themePicker == nil else { return [] }
        guard let run = shownRun else { return titleWork }
        let isBeside = shownMessages.last { $0.id == run.reply } == nil
        let words =
            ReplyWords.phase(
                of: run, isStopping: isStopping(run), isThinking: isThinking(run), author: "", at: now)
            + (isBeside ? " in another branch" : "")
        guard case .retrying(_, let failure) = run.phase, !isStopping(run) else { return [words] }
        return [words + " · " + SafeText(failure.what.flat), words]
    }

    private var titleWork: [SafeText] {
        switch session.titlesAwaited {
        case 0: []
        case 1: ["waiting for a title"]
        case let count: ["waiting for " + SafeText(ThreadWords.number(count)) + " titles"]
        }
    }

    /// How the search stands, once its field is closed.
    private var transcriptWork: [SafeText]? {
        guard !isPage, shownRun == nil, let find = transcript.find,
            !find.isOpen
        else {
            return nil
        }
        return [find.count(isSearching: transcript.isSearching(shownMessages.count))]
    }

    /// The keys that matter now, the most useful first.
    private var hints: [Action] {
        if help != nil { return [.closeHelp, .pageDown] }
        if themePicker != nil { return [.keepTheme, .closeThemes, .themeDown, .help] }
        return (form != nil ? formHints : picker != nil ? pickerHints : fieldHints ?? paneHints).filter {
            disabledReason($0) == nil
        }
    }

    private var formHints: [Action] { [.save, .nextField, .leaveForm, .help] }

    private var pickerHints: [Action] {
        [.choose, .closePicker, .newAssistant, .editAssistant, .deleteAssistant, .copyAssistant, .fetchAgain, .help]
    }

    /// Those of links, fields and selections.
    private var fieldHints: [Action]? {
        if search != nil { return [.openHit, .closeSearch, .hitDown] }
        if let field { return listFieldHints(field) }
        if links != nil { return [links?.isWhole == true ? .openLink : .showLink, .copyLink, .leaveLinks] }
        if comparison != nil { return [.showOther, .otherBefore, .otherAfter, .leaveComparison] }
        if file != nil { return [.writeFile, .attachNamed, .leaveFile, .completeName] }
        if transcript.find?.isOpen == true { return [.keepFound, .leaveFind, .toggleExpression, .nextHitInField] }
        if isSelecting { return [.copy, .endSelection, .saveText, .otherEnd, .selectLines] }
        if focus == .transcript, transcript.find != nil {
            return (shownRun == nil ? [] : [.stop]) + [.nextHit, .previousHit, .endFind, .find]
        }
        return nil
    }

    private var paneHints: [Action] {
        var hints: [Action] = shownRun == nil && shownSummary == nil ? remedies : [.takeBack, .stop, .forceStop]
        if focus == .composer, !composer.editor.isBlank { hints.append(.send) }
        if focus == .composer, composer.amendment != nil { hints.append(.leaveEdit) }
        if focus == .threads { hints += [.enterThread] + listHints }
        if focus == .transcript { hints += [.selectCharacters, .copy, .find] }
        if lastReply?.hasDetails == true { hints += [.details, .help] }
        if shownRun == nil, let thread = shownThread { hints.append(thread.isEmpty ? .pick : .newThread) }
        if session.aside[threads.selected ?? ""] != nil { hints += [.nextVariant, .previousVariant, .compare] }
        hints += hints.contains(.help) ? [.quit] : [.help, .quit]
        return hints + (focus == .composer && composer.editor.isEmpty ? [.copyReply, .find] : [])
    }
}

// The layout

extension ScreenState {
    mutating func layout() -> ScreenLayout { layout(listIsAsked: focus == .threads) }

    /// - Parameter listIsAsked: the thread list takes the room where there is not enough for all panes.
    mutating func layout(listIsAsked: Bool) -> ScreenLayout {
        if let field {
            return ScreenLayout(
                size: size, composerRows: field.rows(on: size), listIsAsked: listIsAsked, hasField: true)
        }
        if let rows = rowsOfField { return ScreenLayout(size: size, composerRows: rows, listIsAsked: false) }
        let hintRows = session.readOnly == nil ? 1 : composer.hintLines(composerHint, theme: theme).count
        return ScreenLayout(
            size: size, composerRows: max(composer.rows().count, hintRows), listIsAsked: listIsAsked)
    }

    /// How many rows the field takes that is open in the composer's place.
    private var rowsOfField: Int? {
        if file != nil { return 1 }
        guard let find = transcript.find, find.isOpen else { return nil }
        return find.problem == nil ? 1 : 2
    }

    /// Tells the composer how wide it is.
    mutating func fitComposer() {
        let area = ScreenLayout(size: size, composerRows: 1, listIsAsked: false).composer.indented(by: 1)
        composer.columns = max(1, area.columns - Composer.columnsBesideText)
    }
}
