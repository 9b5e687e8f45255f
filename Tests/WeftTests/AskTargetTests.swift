import ChatModel
import Providers
import Testing

@testable import weft

@Suite("Whom a question is for")
struct AskTargetTests {
    private static func preset(_ name: String, at service: ServiceID) -> Preset {
        Preset(service: service, name: name, model: "m", settings: ReplySettings(system: "\(name) at \(service)"))
    }

    private static let presets = [
        preset("Reviewer", at: "one"), preset("Poet", at: "one"), preset("Poet", at: "two"), preset("poet", at: "gone"),
        preset("Ghost", at: "gone"), preset("POET", at: "two"),
    ]

    private func target(
        _ wish: AskWish, default usual: String? = nil, current: ServiceID? = nil, presets: [Preset] = presets
    ) throws(Failure) -> AskTarget {
        var configuration = Configuration()
        configuration.defaultService = usual
        configuration.services = try ["one", "two", "plain"].map { name throws(Failure) in
            let address: ServiceAddress
            do { address = try ServiceAddress("http://127.0.0.1:1/v1") } catch { throw Failure(what: "\(error)") }
            return ConfiguredService(
                name: name, url: "", address: address, key: nil,
                defaults: name == "plain"
                    ? .assisters(assistant: nil) : .models(.chatCompletions, ModelSettings(system: "usual")))
        }
        return try AskTarget(wish, in: configuration, current: current, presets: presets)
    }

    @Test("a preset is asked at its service, whatever the case of its letters")
    func preset() throws {
        for name in ["Reviewer", "reviewer"] {
            let target = try target(AskWish(assistant: name))
            #expect(target.name == "one" && target.assistant == .preset(Self.presets[0]))
        }
    }

    @Test("of several the one of the usual service is meant, else the service must be named")
    func several() throws {
        #expect(try target(AskWish(assistant: "Poet"), default: "two").assistant == .preset(Self.presets[2]))
        #expect(try target(AskWish(assistant: "Poet"), current: "one").assistant == .preset(Self.presets[1]))
        #expect(try target(AskWish(service: "two", assistant: "Poet")).assistant == .preset(Self.presets[2]))
        let failure = #expect(throws: Failure.self) { try target(AskWish(assistant: "Poet")) }
        #expect(failure?.what == "There are 2 presets Poet" && failure?.why == "at one, two")
        #expect(failure?.remedy == "name the service with -s")
    }

    @Test("where there is no such preset the service is asked for an assistant")
    func none() throws {
        for (name, service) in [("Ghost", nil), ("Reviewer", "two"), ("Ada", nil)] as [(String, String?)] {
            let target = try target(AskWish(service: service, assistant: name), default: "plain")
            #expect(target.name == service ?? "plain" && target.assistant == .named(name))
        }
    }

    @Test("what the model is to be told is the thread's, and refused where the assistants have their own")
    func system() throws {
        let target = try target(AskWish(service: "one", system: "Be brief."))
        #expect(target.system == "Be brief." && target.assistant == nil)
        let failure = #expect(throws: Failure.self) { try self.target(AskWish(service: "plain", system: "x")) }
        #expect(failure?.what == "plain takes no system text")
    }
}
