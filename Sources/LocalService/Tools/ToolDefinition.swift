package import WireFormats

/// A tool that an assistant may call.
package struct ToolDefinition: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// A tool of the service itself.
        case builtIn(BuiltInTool)
        /// A function of whoever made the assistant, asked over HTTP.
        /// - url: Its own address; nil when it is among the tools of the installation.
        case function(url: String?)
    }

    package let name: String
    package let kind: Kind
    /// Empty when the definition has none.
    package let description: String
    /// The JSON schema of the arguments; empty when the definition has none.
    package let parameters: [String: JSONValue]

    package init(name: String, kind: Kind, description: String = "", parameters: [String: JSONValue] = [:]) {
        self.name = name
        self.kind = kind
        self.description = description
        self.parameters = parameters
    }
}
