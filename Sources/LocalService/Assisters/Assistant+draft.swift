import WireFormats

extension Assisters.AssistantDraft {
    /// Throws the refusal that names the first tool that cannot be. Tools that an older version kept are not looked at.
    func validateTools() throws(Refusal) { _ = try ToolDefinition.read(tools ?? []) }
}

extension Assisters.Assistant {
    /// Takes over what the draft names; settings one by one.
    mutating func apply(_ draft: Assisters.AssistantDraft) {
        name = draft.name ?? name
        description = draft.description ?? description
        instructions = draft.instructions ?? instructions
        model = draft.model ?? model
        tools = draft.tools ?? tools
        guard let changed = draft.settings else { return }
        settings = Assisters.AssistantSettings(
            temperature: changed.temperature ?? settings?.temperature, topP: changed.topP ?? settings?.topP,
            pace: changed.pace ?? settings?.pace)
    }

    /// Throws the refusal that names the first value that cannot be.
    func validate() throws(Refusal) {
        guard name.contains(where: { !$0.isWhitespace }) else {
            throw .invalid("Assistant name is required", param: "name")
        }
        let texts = [("name", name), ("description", description), ("instructions", instructions), ("model", model)]
        for (param, text) in texts where text?.utf8.contains(0) == true {
            throw .invalid("\(param) must not hold a NUL character", param: param)
        }
        guard (0...2).contains(settings?.temperature ?? 0) else {
            throw .invalid("temperature must be between 0 and 2", param: "settings.temperature")
        }
        guard (0...1).contains(settings?.topP ?? 0) else {
            throw .invalid("top_p must be between 0 and 1", param: "settings.top_p")
        }
        guard (0...10_000).contains(settings?.pace ?? 0) else {
            throw .invalid("pace must be between 0 and 10000 tokens a second", param: "settings.pace")
        }
    }
}
