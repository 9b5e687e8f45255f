import ChatModel
import Testing

@testable import Providers

@Suite("Lists of models")
struct ModelListingTests {
    private func models(_ host: String, _ body: String) throws -> [ModelListing] {
        let dialect = ChatCompletionsDialect(ChatCompletionsTable.row(of: host))
        return try dialect.models(in: ServiceAnswer(status: 200, body: Array(body.utf8)))
    }

    @Test("Of OpenAI: the newest first, and those that do not chat are left out")
    func openAI() throws {
        let list = #"""
            {"object":"list","data":[{"id":"gpt-4o","created":10},{"id":"gpt-5","created":30},
            {"id":"text-embedding-3","created":40},{"id":"whisper-1","created":5}]}
            """#
        #expect(try models("api.openai.com", list).map(\.id) == ["gpt-5", "gpt-4o"])
    }

    @Test("Of a router: in its order, with context and price, without those that make pictures")
    func openRouter() throws {
        let list = #"""
            {"data":[{"id":"a/b","name":"A: B","context_length":131072,"pricing":{"prompt":"0.0000025","completion":"0.00001"},
            "architecture":{"output_modalities":["text"]}},
            {"id":"c","context_length":1000000,"pricing":{"prompt":"0","completion":"0"}},
            {"id":"router","pricing":{"prompt":"-1","completion":"-1"}},
            {"id":"painter","architecture":{"output_modalities":["image"]}}]}
            """#
        #expect(
            try models("openrouter.ai", list) == [
                ModelListing(
                    id: "a/b", name: "A: B",
                    description: "128k tokens of context, $2.50 in and $10 out for a million tokens", hasPrice: true,
                    contextTokens: 131_072),
                ModelListing(
                    id: "c", description: "1M tokens of context, free of charge", hasPrice: true,
                    contextTokens: 1_000_000),
                ModelListing(id: "router", hasPrice: true),
            ])
    }

    @Test("Where the service does not say what a model costs, the list of prices may")
    func prices() {
        let prices = PriceList("date 2025-12\nh m 0.25 0.1 10\nh free 0 0 0")
        let listing = ModelListing(id: "m-2025-08-07", description: "8k tokens of context")
        #expect(
            listing.priced(by: prices, at: "h").description
                == "8k tokens of context, $0.25 in and $10 out for a million tokens")
        #expect(ModelListing(id: "free").priced(by: prices, at: "h").description == "free of charge")
        #expect(listing.priced(by: prices, at: "other") == listing)
        #expect(ModelListing(id: "m", hasPrice: true).priced(by: prices, at: "h").description.isEmpty)
    }

    @Test("Where the service does not say what a model can hold, the table may")
    func sizes() {
        let table = ContextTable("date 2025-12\nh m 8192\nh big nine\nh big-one 128000 # more")
        let listing = ModelListing(id: "m-2025-08-07", description: "free of charge")
        let sized = listing.sized(by: table, at: "h")
        #expect(sized.contextTokens == 8192 && sized.description == "8k tokens of context, free of charge")
        #expect(listing.sized(by: table, at: "other") == listing)
        #expect(ModelListing(id: "big").sized(by: table, at: "h").contextTokens == nil)
        #expect(ModelListing(id: "m", contextTokens: 5).sized(by: table, at: "h").contextTokens == 5)
    }

    @Test("The table that comes with the program is read whole, and says of when it is")
    func shippedSizes() throws {
        let text = String(decoding: PackageResources.contexts_txt, as: UTF8.self)
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("date") }
        let hosts = Set(lines.compactMap { $0.split(separator: " ").first.map(String.init) })
        #expect(hosts.reduce(0) { $0 + ContextTable.shipped.rows(at: $1).count } == lines.count && lines.count > 15)
        #expect(ContextTable.shipped.date.wholeMatch(of: #/20[0-9]{2}-[01][0-9]/#) != nil)
        let address = try ServiceAddress("https://api.openai.com/v1")
        let limits = ModelAPI.chatCompletions.contextLimits(at: address, ModelSettings(maxTokens: 500))
        #expect(limits.context(of: "gpt-4o-mini") == 128_000 && limits.context(of: "gpt-4.1-nano") == 1_047_576)
        #expect(limits.context(of: "gpt-5-mini-2025-08-07") == 400_000 && limits.context(of: "gpt-9") == nil)
        #expect(limits.reply(of: "gpt-9") == 500)
    }

    @Test("Anthropic's models are let write what the requests say that they may")
    func anthropicReplies() throws {
        let limits = ModelAPI.anthropic.contextLimits(
            at: try ServiceAddress("https://api.anthropic.com/v1"), ModelSettings())
        for name in ["claude-3-opus-20240229", "claude-opus-4-20250514", "claude-opus-4-6", "claude-next"] {
            #expect(limits.reply(of: name) == AnthropicTable.row(of: name).mostTokens)
        }
        #expect(limits.context(of: "claude-sonnet-4-5") == 200_000)
    }

    @Test("Of others: a list alone, one that cannot be read in part, lengths under each name")
    func others() throws {
        #expect(
            try models(
                "127.0.0.1", #"[{"id":"x","context_length":8192},{"name":"no id"},{"id":"e","type":"embedding"}]"#)
                == [ModelListing(id: "x", description: "8k tokens of context", contextTokens: 8192)])
        let lengths = #"""
            {"data":[{"id":"v","max_model_len":32768},{"id":"l","meta":{"n_ctx_train":4096}},
            {"id":"m","max_context_length":200000,"capabilities":{"completion_chat":true}},{"id":"g","context_window":500}]}
            """#
        #expect(
            try models("127.0.0.1", lengths).map(\.description) == [
                "32k tokens of context", "4k tokens of context", "200k tokens of context", "500 tokens of context",
            ])
        #expect(throws: (any Error).self) { try models("127.0.0.1", #"{"hello":1}"#) }
    }
}
