import ChatModel
import TerminalModel

// What comes into the form

extension AssistantForm {
    /// - Parameter assistant: nil for one that is to be made, from the profile if there is one to copy.
    init(_ profile: AssistantProfile?, of assistant: AssistantReference?, at service: Service) {
        var texts: [AssistantField: String] = [:]
        if let profile {
            texts = [
                .name: profile.name.flat, .description: profile.description.flat,
                .instructions: profile.instructions,
                .model: profile.model.flat, .tools: profile.tools,
                .temperature: profile.temperature?.plainText ?? "",
                .topP: profile.topP?.plainText ?? "",
            ]
        }
        self.init(.assistant(assistant), at: service, fields: AssistantField.ofAssistants, texts: texts)
    }

    /// - Parameter id: nil for one that is to be made, from the preset if there is one to copy.
    init(preset: Preset?, replacing id: PresetID?, at service: Service) {
        var texts = preset.map { Self.texts(of: $0.settings) } ?? [:]
        texts[.name] = preset?.name.flat ?? ""
        texts[.model] = preset?.model?.text.flat ?? ""
        self.init(.preset(id), at: service, fields: AssistantField.ofPresets, texts: texts)
    }

    /// What its service is not told is asked for where the thread has it, so that it can be taken away.
    init(_ thread: ChatThread, at service: Service) {
        let lost = thread.settings.named.filter { !service.takenSettings.contains($0) }
        let settings = ReplySetting.allCases.filter {
            service.takenSettings.contains($0) || lost.contains($0)
        }
        self.init(
            .thread(thread.id, title: thread.title), at: service,
            fields: settings.map { AssistantField($0) },
            texts: Self.texts(of: thread.settings), lostFields: Set(lost.map { AssistantField($0) }))
    }

    private static func texts(of settings: ReplySettings) -> [AssistantField: String] {
        [
            .instructions: settings.system ?? "", .temperature: settings.temperature?.plainText ?? "",
            .topP: settings.topP?.plainText ?? "", .maxTokens: settings.maxTokens.map(String.init) ?? "",
            .effort: settings.effort?.rawValue ?? "",
        ]
    }
}

// What is made of it

extension AssistantForm {
    /// What is in the fields; nil if something is wrong with it, which is then said at the fields.
    mutating func takeProfile() -> AssistantProfile? {
        forgetProblems()
        let name = takeName("an assistant needs one")
        let (temperature, topP) = takeNumbers()
        if goToProblem() { return nil }
        return AssistantProfile(
            name: name, description: self[.description].text.trimmed,
            instructions: self[.instructions].text,
            model: self[.model].text.trimmed, tools: self[.tools].text.trimmed, temperature: temperature,
            topP: topP)
    }

    /// - Parameters:
    ///   - presets: all there are.
    ///   - models: those that the service is known to list.
    mutating func takePreset(among presets: [Preset], models: [Assistant]) -> Preset? {
        forgetProblems()
        let name = takeName("a preset needs one")
        let id = PresetID(service: service, name: name)
        if presets.contains(where: { $0.id.isLike(id) && .preset($0.id) != subject }) {
            note("another preset has this name", at: .name)
        }
        let settings = readSettings()
        if goToProblem() { return nil }
        let written = self[.model].text.trimmed
        let named = models.filter { $0.profile.name.lowercased() == written.lowercased() }
        let isID = named.count != 1 || models.contains { $0.id.text == written }
        let model = isID ? AssistantID(written) : named[0].id
        return Preset(
            service: service, name: name, model: written.isEmpty ? nil : model, settings: settings)
    }

    mutating func takeSettings() -> ReplySettings? {
        forgetProblems()
        let settings = readSettings()
        return goToProblem() ? nil : settings
    }

    private mutating func takeName(_ problem: SafeText) -> String {
        let name = self[.name].text.trimmed
        if name.isEmpty { note(problem, at: .name) }
        return name
    }

    private mutating func readSettings() -> ReplySettings {
        let (temperature, topP) = takeNumbers()
        let system = self[.instructions].text
        let settings = ReplySettings(
            system: system.allSatisfy(\.isWhitespace) ? nil : system, temperature: temperature,
            topP: topP,
            maxTokens: takeCount(), effort: takeEffort())
        if settings.reasons, !variesWhileReasoning {
            for setting in settings.apartFromReasoning { note(Self.apart(setting), at: AssistantField(setting)) }
        }
        return settings
    }

    private static func apart(_ setting: ReplySetting) -> SafeText {
        setting == .temperature
            ? "only 1 together with an effort: take one of them out"
            : "only from 0.95 on together with an effort: take one of them out"
    }

    /// What becomes of the configuration by what is in a field; nil if nothing, or nothing worth saying.
    func consequence(of field: AssistantField) -> SafeText? {
        guard !variesWhileReasoning, !self[field].isBlank else { return nil }
        switch field {
        case .effort where self[.effort].text.trimmed.lowercased() != ReasoningEffort.none.rawValue:
            return "a temperature or top p of the configuration is not sent with it"
        case .temperature, .topP:
            let isAlone = self[.effort].isBlank
            return isAlone ? "an effort of the configuration is not sent with it" : nil
        default: return nil
        }
    }

    private mutating func takeNumbers() -> (temperature: Double?, topP: Double?) {
        (
            takeNumber(.temperature, upTo: 2, "a number from 0 to 2, or nothing"),
            takeNumber(.topP, upTo: 1, "a number from 0 to 1, or nothing")
        )
    }

    private mutating func takeNumber(_ field: AssistantField, upTo most: Double, _ problem: SafeText)
        -> Double?
    {
        let text = self[field].text.trimmed
        guard !text.isEmpty else { return nil }
        let isPlain = text.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
        let number = isPlain ? Double(String(text.map { $0 == "," ? "." : $0 })) : nil
        guard let number, number.isFinite, (0...most).contains(number) else {
            note(problem, at: field)
            return nil
        }
        return number
    }

    private mutating func takeCount() -> Int? {
        let text = self[.maxTokens].text.trimmed
        guard !text.isEmpty else { return nil }
        guard text.allSatisfy({ $0.isASCII && $0.isNumber }), let count = Int(text), count > 0 else {
            note("a whole number above 0, or nothing", at: .maxTokens)
            return nil
        }
        return count
    }

    private mutating func takeEffort() -> ReasoningEffort? {
        let text = self[.effort].text.trimmed.lowercased()
        guard !text.isEmpty else { return nil }
        let effort = ReasoningEffort(rawValue: text)
        if effort == nil { note("none, minimal, low, medium or high, or nothing", at: .effort) }
        return effort
    }
}

extension Double {
    /// "0.7", "1".
    var plainText: String {
        let text = "\(self)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
