import ChatModel
import TerminalModel

// Choosing who answers

extension ScreenState {
    /// Who answers in the thread shown, or in the first one that will be.
    var choice: ServiceChoice? { shownThread?.choice ?? session.choice }

    var pickerScene: Picker.Scene {
        Picker.Scene(
            services: session.services, lists: session.assistants, presets: session.presets, choice: choice,
            deleting: wishes.deleting,
            title: SafeText((shownThread?.title ?? ThreadTitle.untitled).flat), now: now, offset: utcOffset,
            theme: theme)
    }

    /// The row of the picker that actions are about.
    var pickedRow: PickerRow? {
        guard let picker, let selected = picker.selected else { return nil }
        return picker.rows(pickerScene).first { $0.id == selected }
    }

    /// Opens the page and asks the services who is there.
    mutating func openPicker() -> [Effect] {
        let chosen = choice.map { choice -> PickerRow.ID in
            if let preset = choice.preset { return .preset(PresetID(service: choice.service, name: preset.name)) }
            return choice.assistant.map { .assistant(choice.service, $0.id) } ?? .service(choice.service)
        }
        picker = Picker(selected: chosen)
        let asking = session.services.flatMap { questions(to: $0) }
        return asking + settlePicker()
    }

    /// Is the service there, and who is there?
    private func questions(to service: Service) -> [Effect] {
        let check = Effect.command(.checkService(service.id))
        return service.hasDirectory ? [check, .command(.listAssistants(service.id))] : [check]
    }

    mutating func choose() -> [Effect] {
        guard let row = pickedRow else { return [] }
        if case .failure = row.kind { return fetchRest(of: row.service.id) }
        guard let thread = threads.selected, let choice = row.choice else { return [] }
        picker = nil
        status.say(row.name + " answers here and in new threads" + lossWords(of: choice))
        return [.command(.choose(thread, choice))]
    }

    /// After a page that did not come: that page, not all before it.
    private mutating func fetchRest(of service: ServiceID) -> [Effect] {
        picker?.forget(service)
        let list = session.assistants[service]
        let goesOn = list.map { $0.hasMore && !$0.assistants.isEmpty } ?? false
        return [.command(goesOn ? .listMoreAssistants(service) : .listAssistants(service))]
    }

    mutating func fetchAgain() -> [Effect] {
        guard let service = pickedRow?.service else { return [] }
        picker?.forget(service.id)
        return questions(to: service)
    }

    mutating func movePicker(_ action: Action) -> [Effect] {
        let rows = picker?.rows(pickerScene) ?? []
        let page = max(1, Picker.Areas(size).list.rows - 1)
        let offset =
            switch action {
            case .choiceUp: -1
            case .choiceDown: 1
            case .pageUp: -page
            case .pageDown: page
            case .toStart: -rows.count
            default: rows.count
            }
        picker?.move(by: offset, in: rows)
        return settlePicker()
    }

    mutating func changeFilter(_ change: (inout Editor) -> Void) -> [Effect] {
        guard var changed = picker else { return [] }
        let before = changed.filter.revision
        change(&changed.filter)
        if changed.filter.revision != before { changed.selectMatch(in: changed.rows(pickerScene)) }
        picker = changed
        return settlePicker()
    }

    /// Brings selection and scrolling up to what is in the list, and asks for more where its end is near.
    mutating func settlePicker() -> [Effect] {
        guard var settled = picker else { return [] }
        let scene = pickerScene
        let rows = settled.rows(scene)
        let height = Picker.Areas(size).list.rows
        settled.settle(in: rows)
        settled.scroll(to: rows, height: height)
        let wanted = settled.wantedPages(rows, scene, height: height)
        picker = settled
        return wanted.map { .command(.listMoreAssistants($0)) }
    }
}
