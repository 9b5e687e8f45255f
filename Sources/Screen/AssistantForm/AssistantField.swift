import TerminalModel

/// What is asked of the person about an assistant, in the order of the form.
enum AssistantField: Int, CaseIterable, Hashable {
    case name, description, instructions, model, tools, temperature, topP

    var label: SafeText {
        switch self {
        case .name: "Name"
        case .description: "Description"
        case .instructions: "Instructions"
        case .model: "Model"
        case .tools: "Tools"
        case .temperature: "Temperature"
        case .topP: "Top p"
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
        }
    }

    var hasLines: Bool { self == .instructions || self == .tools }
}
