import ChatModel
import TerminalModel

/// One row of the picker's list.
struct PickerRow: Hashable {
    enum ID: Hashable {
        case service(ServiceID)
        case assistant(ServiceID, AssistantID)
        case preset(PresetID)
        /// What is to be said about the assistants of a service.
        case news(ServiceID)

        var service: ServiceID {
            switch self {
            case .service(let service), .assistant(let service, _), .news(let service): service
            case .preset(let preset): preset.service
            }
        }
    }

    enum Kind: Hashable {
        /// The service, whoever answers there.
        case service
        case assistant(Assistant)
        /// With its model, by the name that the service gives it if that is known.
        case preset(Preset, AssistantReference?)
        /// Chosen, but not among what is fetched: only its name is known.
        case reference(AssistantReference)
        case loading
        case more
        /// None are there.
        case empty
        case failure(Failure)
        /// What stands above was fetched then, and the service cannot be asked now.
        case remembered(Timestamp)
    }

    /// How a row fits the filter.
    enum Fit: Hashable {
        /// It stands there because something below it fits.
        case none
        case words
        case name
    }

    let service: Service
    let kind: Kind
    var fit = Fit.name

    var id: ID {
        switch kind {
        case .service: .service(service.id)
        case .assistant(let assistant): .assistant(service.id, assistant.id)
        case .preset(let preset, _): .preset(preset.id)
        case .reference(let reference): .assistant(service.id, reference.id)
        case .loading, .more, .empty, .failure, .remembered: .news(service.id)
        }
    }

    var isSelectable: Bool {
        switch kind {
        case .service, .assistant, .preset, .reference, .failure: true
        case .loading, .more, .empty, .remembered: false
        }
    }

    /// What is chosen with it; nil where it only says something.
    var choice: ServiceChoice? {
        switch kind {
        case .service: ServiceChoice(service: service.id)
        case .assistant(let assistant): ServiceChoice(service: service.id, assistant: assistant.reference)
        case .preset(let preset, let model):
            ServiceChoice(service: service.id, assistant: model, preset: ChosenPreset(preset))
        case .reference(let reference): ServiceChoice(service: service.id, assistant: reference)
        case .loading, .more, .empty, .failure, .remembered: nil
        }
    }

    /// By id: names change. A preset has only its name, and may have another model by now.
    func isChosen(_ other: ServiceChoice?) -> Bool {
        guard let choice, let other, choice.service == other.service else { return false }
        guard choice.preset == nil, other.preset == nil else { return choice.preset?.name == other.preset?.name }
        return choice.assistant?.id == other.assistant?.id
    }

    var assistant: Assistant? {
        if case .assistant(let assistant) = kind { assistant } else { nil }
    }

    var preset: Preset? {
        if case .preset(let preset, _) = kind { preset } else { nil }
    }

    /// At a service that has models: the one that this row is.
    var model: AssistantReference? {
        switch kind {
        case .assistant(let assistant): assistant.reference
        case .reference(let reference): reference
        default: nil
        }
    }

    /// Whoever answers when it is chosen.
    var name: SafeText {
        switch kind {
        case .assistant(let assistant): SafeText(assistant.profile.name.flat)
        case .preset(let preset, _): SafeText(preset.name.flat)
        case .reference(let reference): SafeText(reference.name.flat)
        default: SafeText(service.name.flat)
        }
    }
}
