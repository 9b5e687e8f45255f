import ChatModel
import TerminalModel

/// What is asked of the person about an assistant, a preset or the replies of a thread, in the order of the form.
enum AssistantField: Int, CaseIterable, Hashable {
    case name, description, instructions, model, tools, temperature, topP, maxTokens, effort

    /// Of an assistant that its service keeps.
    static let ofAssistants: [Self] = [.name, .description, .instructions, .model, .tools, .temperature, .topP]

    static let ofPresets: [Self] = [.name, .model, .instructions, .temperature, .topP, .maxTokens, .effort]

    init(_ setting: ReplySetting) {
        self =
            switch setting {
            case .system: .instructions
            case .temperature: .temperature
            case .topP: .topP
            case .maxTokens: .maxTokens
            case .effort: .effort
            }
    }

    var label: SafeText {
        switch self {
        case .name: "Name"
        case .description: "Description"
        case .instructions: "Instructions"
        case .model: "Model"
        case .tools: "Tools"
        case .temperature: "Temperature"
        case .topP: "Top p"
        case .maxTokens: "Most tokens"
        case .effort: "Effort"
        }
    }

    /// What is said in the field while nothing is in it.
    var hint: SafeText {
        switch self {
        case .name: "needed"
        case .description: "what it is good for, in a line"
        case .instructions: "how it shall answer, in as many lines as it takes"
        case .model: "empty: the service's own"
        case .tools: "JSON: an array of tool names and function definitions"
        case .temperature: "0 to 2; empty: the service's own"
        case .topP: "0 to 1; empty: the service's own"
        case .maxTokens: "of one reply; empty: the service's own"
        case .effort: "none, minimal, low, medium, high; empty: the service's own"
        }
    }

    var hasLines: Bool { self == .instructions || self == .tools }
}
