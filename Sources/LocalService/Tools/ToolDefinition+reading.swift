import WireFormats

extension ToolDefinition {
    /// More tools than this no assistant has.
    static let most = 128

    /// The tools of an assistant as they were sent. Throws the refusal that names the first one that cannot be.
    static func read(_ tools: [Assisters.Tool]) throws(Refusal) -> [ToolDefinition] {
        guard tools.count <= most else { throw .tools("An assistant has at most \(most) tools") }
        var definitions: [ToolDefinition] = []
        var names: Set<String> = []
        for (index, tool) in tools.enumerated() {
            let definition = try ToolDefinition(tool, at: index)
            guard names.insert(definition.name).inserted else {
                throw .tools("There are two tools of the name \(definition.name)")
            }
            definitions.append(definition)
        }
        return definitions
    }

    /// Those of the tools that can be called: what an older version kept without looking at it may not be among them.
    static func readable(_ tools: [Assisters.Tool]) -> [ToolDefinition] {
        var names: Set<String> = []
        return tools.prefix(most).enumerated().compactMap { try? ToolDefinition($0.element, at: $0.offset) }
            .filter { names.insert($0.name).inserted }
    }

    private init(_ tool: Assisters.Tool, at index: Int) throws(Refusal) {
        switch tool {
        case .named(let name):
            guard let tool = BuiltInTool(rawValue: name) else { throw .unknownTool(name) }
            self.init(name: name, kind: .builtIn(tool))
        case .defined(let members):
            try self.init(members, place: "tools[\(index)]")
        }
    }

    /// `{type:"function", name, description, parameters}`, and `url` when the function has an address of its own.
    private init(_ members: [String: JSONValue], place: String) throws(Refusal) {
        guard members["type"] == .string("function") else {
            throw .tools("\(place).type must be \"function\"")
        }
        guard let name = members["name"] else { throw .tools("\(place).name is required") }
        guard case .string(let name) = name, Self.isName(name) else {
            throw .tools("\(place).name must be 1 to 64 letters, digits, _ or -")
        }
        var description = ""
        if let member = members["description"] {
            guard case .string(let text) = member else { throw .tools("\(place).description must be a text") }
            description = text
        }
        var parameters: [String: JSONValue] = [:]
        if let member = members["parameters"] {
            guard case .object(let schema) = member else { throw .tools("\(place).parameters must be an object") }
            parameters = schema
        }
        self.init(
            name: name, kind: .function(url: try Self.url(members["url"], place: place)), description: description,
            parameters: parameters)
    }

    private static func url(_ member: JSONValue?, place: String) throws(Refusal) -> String? {
        guard let member else { return nil }
        guard case .string(let text) = member, ToolAddress(text) != nil else {
            throw .tools("\(place).url must be an http or https address without a user or a fragment")
        }
        return text
    }

    /// `[A-Za-z0-9_-]{1,64}`
    private static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}

extension Refusal {
    fileprivate static func tools(_ message: String) -> Refusal { .invalid(message, param: "tools") }

    fileprivate static func unknownTool(_ name: String) -> Refusal {
        let names = BuiltInTool.allCases.map(\.rawValue).joined(separator: ", ")
        return .tools("There is no built-in tool \"\(name.prefix(64))\"; there are \(names)")
    }
}
