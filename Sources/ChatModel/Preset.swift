/// A model with settings under a name, made by the person: an assistant of one's own at a service that has models only.
package struct Preset: Hashable, Sendable {
    package let service: ServiceID
    /// Unique at the service, whatever the case of its letters.
    package let name: String
    /// The model as its service knows it; nil leaves it to the configuration.
    package let model: AssistantID?
    package let settings: ReplySettings

    package init(service: ServiceID, name: String, model: AssistantID? = nil, settings: ReplySettings) {
        self.service = service
        self.name = name
        self.model = model
        self.settings = settings
    }

    package var id: PresetID { PresetID(service: service, name: name) }
}

/// What tells presets apart.
package struct PresetID: Hashable, Sendable {
    package let service: ServiceID
    package let name: String

    package init(service: ServiceID, name: String) {
        self.service = service
        self.name = name
    }

    /// The same name for a person who looks for it.
    package func isLike(_ other: PresetID) -> Bool {
        service == other.service && name.lowercased() == other.name.lowercased()
    }
}

/// A preset as a thread remembers it: what is made of the preset later does not reach the thread.
package struct ChosenPreset: Hashable, Sendable {
    package let name: String
    package let settings: ReplySettings

    package init(name: String, settings: ReplySettings) {
        self.name = name
        self.settings = settings
    }

    package init(_ preset: Preset) { self.init(name: preset.name, settings: preset.settings) }
}

extension [Preset] {
    /// In the order of their names, those of each service together.
    var inOrder: [Preset] {
        sorted { ($0.service.text, $0.name.lowercased(), $0.name) < ($1.service.text, $1.name.lowercased(), $1.name) }
    }

    /// This one in the place of the one with its name.
    mutating func keep(_ preset: Preset) {
        removeAll { $0.id == preset.id }
        self = (self + [preset]).inOrder
    }
}
