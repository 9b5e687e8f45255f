import ChatModel
import Testing

@testable import Providers

@Suite("What models cost")
struct PriceListTests {
    private static let list = PriceList(
        """
        # a comment
        date 2025-12
        a.example  big      2 0.5 10   # behind
        a.example  big-mini 1 0.1 4
        b.example  big      3 x   9
        a.example  other    1 1
        """)

    private func dollars(_ model: String?, at host: String = "a.example", _ usage: TokenUsage? = nil) -> Double? {
        var asked = usage ?? TokenUsage(input: 1_000_000, cachedInput: 200_000, output: 100_000)
        asked.model = model
        return Self.list.dollars(for: asked, at: host)
    }

    @Test("lines of another form are passed over")
    func reading() {
        #expect(Self.list.date == "2025-12")
        #expect(Self.list.rows.map(\.model) == ["big", "big-mini"])
    }

    @Test("the longest name that fits has the price, and what was cached its own")
    func longest() {
        #expect(dollars("big").map(TokenUsage.price) == "$2.70")
        #expect(dollars("big-2025-12-01") == dollars("big"))
        #expect(dollars("big-mini-2025-12-01").map(TokenUsage.price) == "$1.22")
    }

    @Test("what is not known costs nothing that could be said")
    func unknown() {
        #expect(dollars("bigger") == nil && dollars("big.1") == nil && dollars(nil) == nil)
        #expect(dollars("big", at: "b.example") == nil && dollars("big", at: "a.example:8080") == nil)
        #expect(dollars("big", TokenUsage(input: 1)) == nil && dollars("big", TokenUsage(output: 1)) == nil)
        #expect(dollars("big", TokenUsage(input: -1, cachedInput: 5, output: -1)) == 0)
    }

    @Test("the list that comes with the program is read whole, and says of when it is")
    func shipped() {
        let text = String(decoding: PackageResources.prices_txt, as: UTF8.self)
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("date") }
        #expect(PriceList.shipped.rows.count == lines.count && lines.count > 20)
        #expect(PriceList.shipped.date.wholeMatch(of: #/20[0-9]{2}-[01][0-9]/#) != nil)
        for row in PriceList.shipped.rows {
            #expect(row.cachedInput <= row.input && row.input <= row.output, "\(row.model)")
        }
        #expect(Set(PriceList.shipped.rows.map { $0.host + $0.model }).count == lines.count)
    }

    @Test("a reply says what it cost, or what its service says that it did")
    func reply() {
        let asked = TokenUsage(input: 1_000, output: 500)
        for (service, expected) in [("api.openai.com", 0.006_25), ("127.0.0.1:1", nil)] {
            var exchange = ModelExchange(
                ChatCompletionsDialect(ChatCompletionsTable.others), request: .sample("Hi", assistant: "gpt-5"),
                settings: ModelSettings(), service: service, jitter: 1)
            _ = exchange.handle(.started)
            _ = exchange.handle(.began(call: 1, ServiceAnswer(status: 200, body: [])))
            let usage = #"{"choices":[],"usage":{"prompt_tokens":1000,"completion_tokens":500}}"#
            let stream =
                "data: " + usage + "\n\ndata: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                + "data: [DONE]\n\n"
            let actions = exchange.handle(.bytes(call: 1, Array(stream.utf8)))
            var said = asked
            said.model = "gpt-5"
            said.dollars = expected
            #expect(actions.contains(.emit(.part(said.part))))
        }
        let router = #"{"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"cost":0.0125}}"#
        var rig = ModelRig.reading(ChatCompletionsDialect(ChatCompletionsTable.others))
        rig.receive("data: \(router)\n\ndata: [DONE]\n\n")
        #expect(rig.usage?.dollars == 0.0125)
    }
}
