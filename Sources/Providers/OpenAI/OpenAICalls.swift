import ChatModel
import WireFormats

/// What the two APIs of OpenAI have in common.
enum OpenAICalls {
    static func refusal(in answer: ServiceAnswer) -> Refusal {
        let error = (try? WireJSON.decode(OpenAI.ErrorBody.self, from: answer.body))?.error
        return Refusal(
            status: answer.status, code: error.flatMap(code), message: error?.message ?? "",
            parameter: error?.parameter)
    }

    /// What the error of a stream means.
    static func fault(of error: OpenAI.ErrorDetail) -> ServiceFault {
        .inStream(code: code(of: error), message: error.message)
    }

    /// Code and type: "insufficient_quota" may be either.
    private static func code(of error: OpenAI.ErrorDetail) -> String? {
        let words = [error.code, error.type].compactMap(\.self).filter { !$0.isEmpty }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    static func usage(_ usage: OpenAI.Usage, model: String?) -> TokenUsage {
        TokenUsage(
            input: usage.input, cachedInput: usage.cachedInput, output: usage.output, reasoning: usage.reasoning,
            model: model?.isEmpty == true ? nil : model, dollars: usage.cost)
    }

    /// - Parameter words: Parts of the names of models that do not chat.
    static func models(in answer: ServiceAnswer, hiding words: [String], sortedByAge: Bool) throws -> [ModelListing] {
        let all = try WireJSON.decode(OpenAI.ModelList.self, from: answer.body).data
        var models = all.filter { model in !model.isForOther && !words.contains { model.id.contains($0) } }
        if sortedByAge { models.sort { ($1.created ?? 0, $0.id) < ($0.created ?? 0, $1.id) } }
        return models.map { model in
            ModelListing(
                id: model.id, name: model.name,
                description: ModelListing.description(
                    contextTokens: model.contextTokens, inputPrice: model.inputPrice, outputPrice: model.outputPrice),
                hasPrice: model.inputPrice != nil, takesImages: model.takesImages, contextTokens: model.contextTokens)
        }
    }
}
