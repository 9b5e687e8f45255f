import ChatModel
import TerminalModel

// Making, changing and deleting assistants

extension ScreenState {
    /// The text that is being written: of the form, of the picker's filter, of a field, or of the composer.
    var written: Editor {
        let field =
            search?.editor ?? field?.editor ?? file?.editor ?? transcript.find.flatMap { $0.isOpen ? $0.editor : nil }
        return themePicker?.filter ?? form?.editor ?? picker?.filter ?? field ?? composer.editor
    }

    mutating func openForm(_ action: Action) {
        guard let row = pickedRow else { return }
        if row.service.hasPresets { return openPresetForm(action, row) }
        switch (action, row.assistant) {
        case (.editAssistant, let assistant?):
            form = AssistantForm(assistant.profile, of: assistant.reference, at: row.service)
        case (.copyAssistant, let assistant?):
            var profile = assistant.profile
            profile.name += " copy"
            form = AssistantForm(profile, of: nil, at: row.service)
        default: form = AssistantForm(nil, of: nil, at: row.service)
        }
    }

    mutating func save() -> [Effect] {
        guard let form else { return [] }
        let effects =
            switch form.subject {
            case .assistant(let assistant): saveAssistant(assistant, form)
            case .preset(let old): savePreset(form, replacing: old)
            case .thread(let thread, _): saveSettings(form, of: thread)
            }
        if let problem = self.form?.problem { status.refuse(problem) }
        return effects
    }

    private mutating func saveAssistant(_ assistant: AssistantReference?, _ written: AssistantForm) -> [Effect] {
        var saving = written
        let profile = saving.takeProfile()
        saving.failure = nil
        saving.isSaving = profile != nil
        form = saving
        guard let profile else { return [] }
        wishes.append(AssistantWish(service: saving.service, change: .save))
        return [.command(.saveAssistant(saving.service, assistant?.id, profile))]
    }

    mutating func leaveForm() {
        if form?.isSaving == true || form?.hasChanges == true {
            question = .leaveForm(isSaving: form?.isSaving == true)
        } else {
            form = nil
        }
    }

    mutating func delete(_ assistant: AssistantReference, at service: ServiceID) -> [Effect] {
        wishes.append(AssistantWish(service: service, change: .delete(assistant)))
        return [.command(.deleteAssistant(service, assistant.id))]
    }

    /// Takes in what came of a wish. A form that was saved is done; one that was not keeps all that was typed.
    mutating func note(_ edit: AssistantEdit, at service: ServiceID) {
        guard let wish = wishes.take(answeredBy: edit, at: service) else { return }
        let waits = wish.change == .save && form?.isSaving == true && form?.service == service
        switch edit {
        case .saved(let assistant):
            status.say(SafeText(assistant.profile.name.flat) + " is saved")
            guard waits else { return }
            form = nil
            if case .leaveForm = question { question = nil }
            picker?.selected = .assistant(service, assistant.id)
        case .deleted:
            if case .delete(let assistant) = wish.change { status.say(SafeText(assistant.name.flat) + " is deleted") }
        case .refused(let failure):
            guard waits else { return status.refuse(ReplyWords.sentence(failure)) }
            form?.isSaving = false
            form?.failure = failure
            if case .leaveForm = question { question = .leaveForm(isSaving: false) }
        }
    }
}
