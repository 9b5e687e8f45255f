import ChatModel

/// How replies are made in a thread, and the presets that are made of it.
extension SessionHub {
    func changeSettings(_ settings: ReplySettings, in id: ThreadID) {
        guard var thread = state.thread(id), thread.settings != settings else { return }
        thread.settings = settings
        thread.preset = nil
        publish(.threadSaved(thread))
    }

    /// New threads begin with the preset as it is now, if they were to begin with it.
    func save(_ preset: Preset, replacing old: PresetID?) {
        if let old, old != preset.id { publish(.presetDeleted(old)) }
        publish(.presetSaved(preset))
        guard let choice = state.choice, choice.isOf(old ?? preset.id) || choice.isOf(preset.id) else { return }
        let model = preset.model.map { id in
            choice.assistant.flatMap { $0.id == id ? $0 : nil } ?? AssistantReference(id: id, name: id.text)
        }
        publish(
            .choiceChanged(ServiceChoice(service: choice.service, assistant: model, preset: ChosenPreset(preset))))
    }

    func delete(_ preset: PresetID) {
        publish(.presetDeleted(preset))
        guard let choice = state.choice, choice.isOf(preset) else { return }
        publish(.choiceChanged(ServiceChoice(service: choice.service, assistant: choice.assistant)))
    }

    func readPresets() async {
        do {
            var next = state
            next.apply(.presetsRead(try await store.presets()))
            if next.presets != state.presets, !isClosing { publish(.presetsRead(next.presets)) }
        } catch {
            noteWishTrouble(error)
        }
    }

    /// What of a thread's settings its service is not told; nil if nothing.
    func notice(of thread: ChatThread) -> MessagePart? {
        guard let service = state.service(of: thread) else { return nil }
        let lost = thread.settings.named.filter { !service.takenSettings.contains($0) }
        guard !lost.isEmpty else { return nil }
        let names = lost.map(\.words).joined(separator: ", ")
        return MessagePart(
            id: "settings", kind: .notice,
            title: "Answered without the thread's \(names): \(service.name) does not take that from here")
    }
}

extension ServiceChoice {
    fileprivate func isOf(_ preset: PresetID) -> Bool {
        service == preset.service && self.preset?.name == preset.name
    }
}
