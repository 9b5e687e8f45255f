extension OpenAI {
    /// What an item of a run's output says about a tool.
    package struct Tool: Decodable, Sendable, Hashable {
        package var name: String
        /// JSON; empty where it is not known.
        package var arguments: String
        /// The code that was run.
        package var code: String?
        /// What came of it, as text.
        package var result: String
        /// The caller is to call it, or to allow the call.
        package var isForCaller: Bool

        private enum CodingKeys: String, CodingKey {
            case type, name, arguments, input, action, operation, queries, code, output, outputs, error
        }

        /// `{"type":"logs","logs":…}`
        private struct Log: Decodable { var logs: String? }
        private struct Fault: Decodable { var message: String? }

        private static let callersTools: Set = [
            "function_call", "custom_tool_call", "mcp_approval_request", "local_shell_call", "apply_patch_call",
            "computer_call",
        ]

        /// Throws where the item is no call of a tool.
        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let type = container.valueIfAny(String.self, forKey: .type) ?? ""
            guard type.hasSuffix("_call") || Self.callersTools.contains(type), type != "image_generation_call" else {
                throw DecodingError.dataCorruptedError(forKey: .type, in: container, debugDescription: "no call")
            }
            isForCaller = Self.callersTools.contains(type)
            let bare = type.hasSuffix("_call") ? String(type.dropLast(5)) : type
            name = try container.textIfAny(forKey: .name) ?? bare
            arguments = try Self.arguments(in: container)
            code = try container.textIfAny(forKey: .code).flatMap { $0.isEmpty ? nil : $0 }
            let logs = container.valueIfAny([Log].self, forKey: .outputs) ?? []
            let texts = try [container.textIfAny(forKey: .output), Self.fault(in: container)] + logs.map(\.logs)
            result = texts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "\n\n")
        }

        private static func arguments(in container: KeyedDecodingContainer<CodingKeys>) throws -> String {
            for key in [CodingKeys.arguments, .input] {
                if let text = try container.textIfAny(forKey: key), !text.isEmpty { return text }
            }
            for key in [CodingKeys.arguments, .input, .action, .operation, .queries] {
                guard let value = container.valueIfAny(JSONValue.self, forKey: key), value != .null else { continue }
                return String(decoding: try WireJSON.encode(value.withoutSources), as: UTF8.self)
            }
            return ""
        }

        private static func fault(in container: KeyedDecodingContainer<CodingKeys>) throws -> String? {
            try container.textIfAny(forKey: .error) ?? container.valueIfAny(Fault.self, forKey: .error)?.message
        }
    }
}

extension JSONValue {
    /// Without all that a search has found, of which only what is cited matters to a person.
    fileprivate var withoutSources: JSONValue {
        guard case .object(var members) = self else { return self }
        members["sources"] = nil
        return .object(members)
    }
}
