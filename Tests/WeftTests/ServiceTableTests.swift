import ChatModel
import Providers
import Session
import Synchronization
import Testing

@testable import weft

@Suite("The services that a person can choose among", .timeLimit(.minutes(1)))
struct ServiceTableTests {
    private static let file = """
        default = "bots"
        [services.work]
        kind = "assisters"
        url = "https://weft-test.invalid/v1"
        assistant = "asst_1"
        key_env = "WORK"
        [services.bots]
        kind = "amity"
        url = "https://weft-test.invalid/m"
        key_command = ["weft-no-such-program"]
        """

    private func table(
        _ text: String, environment: [String: String] = [:], gate: @escaping @Sendable () async -> Void = {}
    ) -> ServiceTable {
        ServiceTable(
            Configuration.parse(text), environment: environment,
            local: { _ in .failure(Failure(what: "not here")) }, gate: gate)
    }

    @Test("The embedded ones come first, then those of the file, with where their keys are")
    func order() {
        let table = table(Self.file)
        #expect(
            table.connected.map(\.service.id) == ["local", "local-amity", "local-betterforms", "work", "bots"])
        #expect(
            table.connected.map(\.service.name)[...3].elementsEqual([
                "Local service", "Local Amity", "Local BetterForms", "work",
            ]))
        #expect(
            table.connected.map(\.service.keySource)
                == ["", "", "", "environment variable WORK", "command weft-no-such-program"])
        #expect(table.connected.map(\.service.assistant) == ["Guide", "Guide", "Guide", "asst_1", ""])
        #expect(table.connected.map(\.service.hasDirectory) == [true, false, false, true, false])
        #expect(table.connected.map(\.service.files) == [.ids, .none, .none, .ids, .none])
        #expect(table.connected.map { $0.directory != nil } == [true, false, false, true, false])
        #expect(table.choice == ServiceChoice(service: "bots") && table.trouble == nil)
    }

    @Test("A file that cannot be used leaves the embedded services, and its first problem in words")
    func badFile() {
        let table = table("a = 1\nb = 2\n")
        #expect(table.connected.count == 3)
        #expect(table.choice.service == "local")
        #expect(
            table.trouble
                == Failure(
                    what: "config.toml is not used", why: "line 1: the key a is not known, and 1 more",
                    remedy: "weft services says all of it"))
    }

    @Test("A key is looked for when its service is asked, and a missing one is said in words")
    func lazyKeys() async throws {
        let asked = Mutex(false)
        let (opened, opening) = AsyncStream.makeStream(of: Never.self)
        let waiting = Task { for await _ in opened {} }
        let table = table(Self.file) {
            asked.withLock { $0 = true }
            await waiting.value
        }
        #expect(!asked.withLock { $0 })
        let bots = try #require(table.connected.last)
        async let answer = bots.provider.reachability()
        opening.finish()
        let found = await answer
        #expect(
            found
                == .unreachable(
                    Failure(
                        what: "There is no key", why: "there is no program weft-no-such-program",
                        remedy: "install it, or give its whole path in key_command")))
        let work = try #require(table.connected.first { $0.service.id == "work" })
        let failure = await #expect(throws: Failure.self) { try await work.directory?.assistants(after: 0) }
        #expect(failure?.why == "the environment variable WORK is not set")
        await table.close()
        guard case .unreachable(let ended) = await bots.provider.reachability() else {
            Issue.record("it is closed and reachable")
            return
        }
        #expect(ended.why == "Weft is ending")
    }

    @Test("A link makes its client once, for all who wait, and again after a failure")
    func link() async throws {
        let client = AssistersProvider(address: try ServiceAddress("http://127.0.0.1:9/v1"), key: nil)
        let attempts = Mutex(0)
        let link = ServiceLink {
            let count = attempts.withLock { count in
                count += 1
                return count
            }
            return count == 1
                ? .failure(Failure(what: "no key")) : .success(ServiceClient(client: client))
        }
        #expect(await link.open().failure?.what == "no key")
        let all = await withTaskGroup(of: Bool.self) { group in
            for _ in 1...8 { group.addTask { await link.open().failure == nil } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(all == Array(repeating: true, count: 8))
        #expect(attempts.withLock { $0 } == 2)
        await link.close()
        #expect(await link.open().failure?.why == "Weft is ending")
    }

    @Test("What weft serve prints can be pasted, and reads as it should")
    func served() throws {
        let locations = Locations(environment: { _ in nil }, home: "/home/me")
        let greeting = Serve.greeting(LocalAddresses(port: 4242), locations)
        #expect(greeting.hasPrefix("The local service listens on http://127.0.0.1:4242/v1\n"))
        let blocks = String(greeting[try #require(greeting.firstRange(of: "[services.")).lowerBound...])
        let services = try Configuration.parse(blocks).get().services
        #expect(services.map(\.name) == ["served", "served-amity", "served-betterforms"])
        #expect(services.map(\.kind) == [.assisters, .amity, .betterforms])
        #expect(
            services.map(\.url) == [
                "http://127.0.0.1:4242/v1", "http://127.0.0.1:4242/api/v1/assistants/messages", "http://127.0.0.1:4242",
            ])
        #expect(services.allSatisfy { $0.key?.file == "/home/me/.local/share/weft/service/key" })
    }
}
