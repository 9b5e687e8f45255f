extension OpenAI {
    /// A run of the Responses API, as far as it has come.
    package struct Response: Decodable, Sendable, Hashable {
        package var id: String?
        package var model: String?
        /// queued, in_progress, completed, incomplete, failed, cancelled.
        package var status: String?
        package var error: ErrorDetail?
        /// Why it is incomplete: max_output_tokens, content_filter.
        package var incompleteReason: String?
        package var output: [OutputItem]
        package var usage: Usage?
        package var maxOutputTokens: Int?

        private enum CodingKeys: String, CodingKey {
            case id, model, status, error, output, usage
            case incompleteDetails = "incomplete_details"
            case maxOutputTokens = "max_output_tokens"
        }

        private struct Details: Decodable { var reason: String? }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            id = container.valueIfAny(String.self, forKey: .id)
            model = container.valueIfAny(String.self, forKey: .model)
            status = container.valueIfAny(String.self, forKey: .status)
            error = try ErrorDetail.ifAny(in: container, forKey: .error)
            incompleteReason = container.valueIfAny(Details.self, forKey: .incompleteDetails)?.reason
            output = try container.decodeIfPresent([OutputItem].self, forKey: .output) ?? []
            usage = container.valueIfAny(Usage.self, forKey: .usage)
            maxOutputTokens = container.countIfAny(forKey: .maxOutputTokens)
        }

        /// All that is said in it, messages apart by a blank line.
        package var text: String { output.map(\.text).filter { !$0.isEmpty }.joined(separator: "\n\n") }
    }

    /// A message, a thought, a call of a tool, and more.
    package struct OutputItem: Decodable, Sendable, Hashable {
        /// message, reasoning, function_call, web_search_call.
        package var type: String
        package var id: String?
        /// Of a call, also of one that the service has answered itself.
        package var tool: Tool?
        /// What is said in it.
        package var text: String
        /// What is cited in it.
        package var annotations: [JSONValue]
        /// It says that the model would not answer.
        package var isRefusal: Bool

        private enum CodingKeys: String, CodingKey { case type, id, content }

        private struct Content: Decodable {
            let text: String
            let isRefusal: Bool
            let annotations: [JSONValue]

            private enum CodingKeys: String, CodingKey { case type, text, refusal, annotations }

            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: CodingKeys.self)
                let refusal = try container.textIfAny(forKey: .refusal)
                text = try refusal ?? container.textIfAny(forKey: .text) ?? ""
                isRefusal = refusal != nil
                annotations = container.valueIfAny([JSONValue].self, forKey: .annotations) ?? []
            }
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            type = container.valueIfAny(String.self, forKey: .type) ?? ""
            id = container.valueIfAny(String.self, forKey: .id)
            tool = try? Tool(from: decoder)
            let content =
                type == "message" ? try container.decodeIfPresent([Content].self, forKey: .content) ?? [] : []
            text = content.map(\.text).joined()
            annotations = content.flatMap(\.annotations)
            isRefusal = content.contains(where: \.isRefusal)
        }
    }

    /// One event of the stream of a run; which members it has depends on its type.
    package struct ResponseEvent: Decodable, Sendable, Hashable {
        /// "response.output_text.delta"; nil where only the event itself is named.
        package var type: String?
        package var response: Response?
        package var item: OutputItem?
        package var itemID: String?
        /// The place of the item in the output.
        package var outputIndex: Int?
        /// Which part of the item.
        package var part: Int?
        /// The next piece of text, reasoning, refusal or arguments.
        package var delta: String?
        /// The whole of what came in pieces.
        package var whole: String?
        /// What is cited.
        package var annotation: JSONValue?
        /// In either of the two shapes that errors have.
        package var error: ErrorDetail?

        private enum CodingKeys: String, CodingKey {
            case type, response, item, delta, text, refusal, arguments, annotation, error
            case itemID = "item_id"
            case outputIndex = "output_index"
            case contentIndex = "content_index"
            case summaryIndex = "summary_index"
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            type = container.valueIfAny(String.self, forKey: .type)
            response = try container.decodeIfPresent(Response.self, forKey: .response)
            item = try container.decodeIfPresent(OutputItem.self, forKey: .item)
            itemID = container.valueIfAny(String.self, forKey: .itemID)
            outputIndex = container.valueIfAny(Int.self, forKey: .outputIndex)
            part =
                container.valueIfAny(Int.self, forKey: .contentIndex)
                ?? container.valueIfAny(Int.self, forKey: .summaryIndex)
            delta = try container.textIfAny(forKey: .delta)
            whole =
                try container.textIfAny(forKey: .text) ?? container.textIfAny(forKey: .refusal)
                ?? container.textIfAny(forKey: .arguments)
            annotation = container.valueIfAny(JSONValue.self, forKey: .annotation)
            error = try ErrorDetail.ifAny(in: container, forKey: .error)
            if error == nil, type == "error" { error = try ErrorDetail(from: decoder) }
        }
    }
}
