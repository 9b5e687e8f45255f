import ChatModel
import TerminalModel

// Presets of models

extension ScreenState {
    mutating func openPresetForm(_ action: Action, _ row: PickerRow) {
        switch (action, row.preset, row.model) {
        case (.editAssistant, let preset?, _):
            form = AssistantForm(preset: preset, replacing: preset.id, at: row.service)
        case (.copyAssistant, let preset?, _):
            let copy = Preset(
                service: preset.service, name: preset.name + " copy", model: preset.model, settings: preset.settings)
            form = AssistantForm(preset: copy, replacing: nil, at: row.service)
        case (.copyAssistant, nil, let model?):
            let copy = Preset(service: row.service.id, name: model.name, model: model.id, settings: ReplySettings())
            form = AssistantForm(preset: copy, replacing: nil, at: row.service)
        case (.newAssistant, nil, let model?):
            let new = Preset(service: row.service.id, name: "", model: model.id, settings: ReplySettings())
            form = AssistantForm(preset: new, replacing: nil, at: row.service)
        default: form = AssistantForm(preset: nil, replacing: nil, at: row.service)
        }
    }

    /// Why an action of the picker cannot be done with a row of a service that has models; nil if it can.
    func presetRefusal(of action: Action, _ row: PickerRow) -> SafeText? {
        if action == .newAssistant || row.preset != nil { return nil }
        if action == .copyAssistant { return row.model == nil ? "Choose a model or a preset first" : nil }
        return row.model == nil ? "Choose a preset first" : "A model cannot be changed; Ctrl-Y makes a preset of it"
    }

    mutating func savePreset(_ written: AssistantForm, replacing old: PresetID?) -> [Effect] {
        var saving = written
        let models = session.assistants[saving.service]?.assistants ?? []
        let preset = saving.takePreset(among: session.presets, models: models)
        saving.isSaving = preset != nil
        form = saving
        return preset.map { [.command(.savePreset($0, replacing: old))] } ?? []
    }

    /// The form that waits for it is done.
    mutating func noteSaved(_ preset: Preset) {
        guard let saved = form, saved.isSaving, case .preset(let old) = saved.subject, saved.service == preset.service
        else { return }
        form = nil
        if case .leaveForm = question { question = nil }
        // What narrows the list down would hide it, and Enter choose something else.
        picker?.filter.replaceAll(with: "")
        picker?.selected = .preset(preset.id)
        let isUsed = old.map { session.hasThread(of: $0) } ?? false
        let words: SafeText = isUsed ? " is saved; threads that have it keep what they had" : " is saved"
        status.say(SafeText(preset.name.flat) + words)
    }

    mutating func delete(_ preset: PresetID) -> [Effect] {
        status.say(SafeText(preset.name.flat) + " is deleted")
        return [.command(.deletePreset(preset))]
    }
}

// How a thread is answered

extension ScreenState {
    var settingsRefusal: SafeText? {
        if let refusal = readOnlyReason { return refusal }
        guard let thread = shownThread else { return "There is no thread yet" }
        guard let service = session.service(of: thread) else { return "The service of this thread is not configured" }
        guard service.takenSettings.isEmpty, thread.settings.isEmpty else { return nil }
        return SafeText(service.name.flat) + " takes no settings from here: its assistants have their own"
    }

    mutating func openSettings() {
        guard let thread = shownThread, let service = session.service(of: thread) else { return }
        form = AssistantForm(thread, at: service)
    }

    mutating func saveSettings(_ written: AssistantForm, of thread: ThreadID) -> [Effect] {
        var saving = written
        let settings = saving.takeSettings()
        form = settings == nil ? saving : nil
        guard let settings else { return [] }
        status.say(
            settings.isEmpty ? "This thread has no settings of its own now" : "This holds from the next prompt on")
        return [.command(.changeSettings(thread, settings))]
    }

    /// What a choice takes from the thread shown, in words that follow those of the choice; empty if nothing.
    func lossWords(of choice: ServiceChoice) -> SafeText {
        guard let thread = shownThread else { return "" }
        if let preset = thread.preset, choice.preset == nil { return ", without " + SafeText(preset.flat) }
        let isReplaced = thread.preset == nil && !thread.settings.isEmpty && choice.preset != nil
        return isReplaced ? ", in place of its own settings" : ""
    }

    /// "preset Reviewer", "own settings", and whether the service is not told all of it; nil where the thread shown
    /// decides nothing.
    var settingsWords: (words: SafeText, isLost: Bool)? {
        guard let thread = shownThread, let service else { return nil }
        let name = thread.preset.map { "preset " + SafeText($0.flat).cut(to: 30) }
        guard let words = name ?? (thread.settings.isEmpty ? nil : "own settings") else { return nil }
        let isLost = thread.settings.named.contains { !service.takenSettings.contains($0) }
        return (isLost ? words + ", not all sent" : words, isLost)
    }
}

extension SessionState {
    fileprivate func hasThread(of preset: PresetID) -> Bool {
        (threads + offList.values).contains { $0.service == preset.service && $0.preset == preset.name }
    }
}
