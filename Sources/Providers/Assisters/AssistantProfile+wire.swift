import ChatModel
import WireFormats

extension Assistant {
    /// An assistant as the service told it; what it left unsaid is as it was known.
    init(_ assistant: Assisters.Assistant, over known: AssistantProfile?) {
        var profile = known ?? AssistantProfile(name: assistant.name)
        profile.name = assistant.name
        profile.description = assistant.description ?? profile.description
        profile.instructions = assistant.instructions ?? profile.instructions
        profile.model = assistant.model ?? profile.model
        // The layout that the person gave the same tools is kept.
        if let tools = assistant.tools, tools != (try? AssistantTools.read(profile.tools)) {
            profile.tools = AssistantTools.text(of: tools)
        }
        if let settings = assistant.settings {
            profile.temperature = settings.temperature
            profile.topP = settings.topP
        }
        self.init(id: AssistantID(assistant.id), profile: profile)
    }
}

extension Assisters.AssistantDraft {
    /// What makes an assistant. What the person left empty is left to the service.
    init(making profile: AssistantProfile, tools: [Assisters.Tool]) {
        func filled(_ text: String) -> String? { text.isEmpty ? nil : text }
        self.init(
            name: profile.name, description: filled(profile.description),
            instructions: filled(profile.instructions), model: filled(profile.model),
            tools: tools.isEmpty ? nil : tools, settings: profile.hasSettings ? profile.settings : nil)
    }

    /// What changes an assistant from a profile that was known, or all that can be changed where none was.
    init(_ profile: AssistantProfile, tools: [Assisters.Tool], changing known: AssistantProfile?) {
        func changed(_ text: KeyPath<AssistantProfile, String>) -> String? {
            known?[keyPath: text] == profile[keyPath: text] ? nil : profile[keyPath: text]
        }
        let hasSameTools = known.map { (try? AssistantTools.read($0.tools)) == tools } ?? false
        let hasSameSettings = known.map { $0.settings == profile.settings } ?? !profile.hasSettings
        // An empty name of a model is no model.
        let model = changed(\.model).flatMap { $0.isEmpty && known == nil ? nil : $0 }
        self.init(
            name: changed(\.name), description: changed(\.description), instructions: changed(\.instructions),
            model: model, tools: hasSameTools ? nil : tools,
            settings: hasSameSettings ? nil : profile.settings)
    }
}

extension AssistantProfile {
    /// Both values together: a service may put the object in the place of the old one.
    fileprivate var settings: Assisters.AssistantSettings {
        Assisters.AssistantSettings(temperature: temperature, topP: topP)
    }

    fileprivate var hasSettings: Bool { temperature != nil || topP != nil }
}
