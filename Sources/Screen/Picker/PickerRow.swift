import ChatModel
import TerminalModel

/// One row of the picker's list.
struct PickerRow: Hashable {
    enum ID: Hashable {
        case service(ServiceID)
        case assistant(ServiceID, AssistantID)
        /// What is to be said about the assistants of a service.
        case news(ServiceID)

        var service: ServiceID {
            switch self {
            case .service(let service), .assistant(let service, _), .news(let service): service
            }
        }
    }

    enum Kind: Hashable {
        /// The service, whoever answers there.
        case service
        case assistant(Assistant)
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
        case .reference(let reference): .assistant(service.id, reference.id)
        case .loading, .more, .empty, .failure, .remembered: .news(service.id)
        }
    }

    var isSelectable: Bool {
        switch kind {
        case .service, .assistant, .reference, .failure: true
        case .loading, .more, .empty, .remembered: false
        }
    }

    /// What is chosen with it; nil where it only says something.
    var choice: ServiceChoice? {
        switch kind {
        case .service: ServiceChoice(service: service.id)
        case .assistant(let assistant): ServiceChoice(service: service.id, assistant: assistant.reference)
        case .reference(let reference): ServiceChoice(service: service.id, assistant: reference)
        case .loading, .more, .empty, .failure, .remembered: nil
        }
    }

    /// By id: names change.
    func isChosen(_ other: ServiceChoice?) -> Bool {
        guard let choice, let other else { return false }
        return choice.service == other.service && choice.assistant?.id == other.assistant?.id
    }

    var assistant: Assistant? {
        if case .assistant(let assistant) = kind { assistant } else { nil }
    }

    /// Whoever answers when it is chosen.
    var name: SafeText {
        switch kind {
        case .assistant(let assistant): SafeText(assistant.profile.name.flat)
        case .reference(let reference): SafeText(reference.name.flat)
        default: SafeText(service.name.flat)
        }
    }
}
