import ChatModel
import Foundation
import LocalService
import Session
import Testing

@testable import weft

@Suite("The local service of this person", .timeLimit(.minutes(1)))
struct InstallationTests {
    private func locations(_ scratch: Scratch) throws -> Locations {
        try ProcessSafety.makeDirectory(scratch.locations.state)
        try ProcessSafety.makeDirectory(scratch.locations.service)
        return scratch.locations
    }

    @Test("It starts inside, and its log, database and lock are the person's own")
    func embedded() async throws {
        let scratch = try Scratch()
        let locations = try locations(scratch)
        let installation = LocalInstallation(locations: locations)
        let provider = try await installation.client(.assisters).get()
        #expect(await provider.reachability() == .reachable)
        let paths = [locations.serviceLog, locations.serviceDatabase, locations.serviceLock, locations.serviceKey]
        for path in paths {
            #expect(try scratch.permissions(of: path) == 0o600, "\(path)")
        }
        await installation.shutdown()
    }

    @Test("One that serves others too is found and used; a second one is refused in words")
    func shared() async throws {
        let scratch = try Scratch()
        let locations = try locations(scratch)
        defer { withExtendedLifetime(scratch) {} }
        let serving = LocalInstallation(locations: locations)
        let service = try await serving.share(port: 0)
        let using = LocalInstallation(locations: locations)
        #expect(await (try using.client(.assisters).get()).reachability() == .reachable)
        let failure = await #expect(throws: Failure.self) {
            try await LocalInstallation(locations: locations).share(port: 0)
        }
        #expect(failure?.what == "The local service is in other hands")
        #expect(failure?.why == "process \(getpid()) runs it on port \(service.port)")
        await using.shutdown()
        await serving.shutdown()
        let later = LocalInstallation(locations: locations)
        #expect(await (try later.client(.assisters).get()).reachability() == .reachable)
        await later.shutdown()
    }

    @Test("When the one in use has ended, the next question starts it here; that one is kept")
    func servingEnds() async throws {
        let scratch = try Scratch()
        let locations = try locations(scratch)
        defer { withExtendedLifetime(scratch) {} }
        let serving = LocalInstallation(locations: locations)
        _ = try await serving.share(port: 0)
        let using = LocalInstallation(locations: locations)
        let first = try await using.client(.assisters).get()
        #expect(await first.reachability() == .reachable)
        let before = HeldFile.text(at: locations.serviceLock)
        _ = try await using.client(.assisters).get()
        #expect(HeldFile.text(at: locations.serviceLock) == before)
        await serving.shutdown()

        guard case .unreachable = await first.reachability() else {
            Issue.record("it has ended and is reachable")
            return
        }
        // Many ask at once, and one service is started.
        let all = await withTaskGroup(of: Reachability?.self) { group in
            for _ in 1...8 { group.addTask { try? await using.client(.assisters).get().reachability() } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(all == Array(repeating: .reachable, count: 8))
        let holder = try #require(Holder(HeldFile.text(at: locations.serviceLock)))
        #expect(holder.process == getpid() && holder.use == .lent)
        #expect(await (try using.client(.assisters).get()).reachability() == .reachable)
        #expect(Holder(HeldFile.text(at: locations.serviceLock)) == holder)
        await using.shutdown()
        #expect(await using.client(.assisters).failure?.why == "Weft is ending")
        #expect(try HeldFile(path: locations.serviceLock) != nil)
    }

    @Test("When it is served anew at another port, the new one is used")
    func servedAnew() async throws {
        let scratch = try Scratch()
        let locations = try locations(scratch)
        defer { withExtendedLifetime(scratch) {} }
        let serving = LocalInstallation(locations: locations)
        _ = try await serving.share(port: 0)
        let using = LocalInstallation(locations: locations)
        #expect(await (try using.client(.assisters).get()).reachability() == .reachable)
        await serving.shutdown()
        let next = LocalInstallation(locations: locations)
        _ = try await next.share(port: 0)
        #expect(await (try using.client(.assisters).get()).reachability() == .reachable)
        await using.shutdown()
        await next.shutdown()
    }

    @Test("A start that failed is tried again, and succeeds when the reason is gone")
    func secondStart() async throws {
        let scratch = try Scratch()
        let locations = try locations(scratch)
        defer { withExtendedLifetime(scratch) {} }
        var held = try HeldFile(path: locations.serviceLock)
        #expect(held != nil)
        let installation = LocalInstallation(locations: locations)
        #expect(await installation.client(.assisters).failure?.remedy == "try again in a moment")
        held = nil
        try Data("this is no database, whatever its name says, and it stays as it is".utf8)
            .write(to: URL(fileURLWithPath: locations.serviceDatabase))
        #expect(await installation.client(.assisters).failure != nil)
        try FileManager.default.removeItem(atPath: locations.serviceDatabase)
        #expect(await (try installation.client(.assisters).get()).reachability() == .reachable)
        await installation.shutdown()
    }

    @Test("One that is another program's own is not used, nor what a holder before it wrote")
    func inOtherHands() async throws {
        let scratch = try Scratch()
        let locations = try locations(scratch)
        defer { withExtendedLifetime(scratch) {} }
        try Data("4711 8642 shared\n".utf8).write(to: URL(fileURLWithPath: locations.serviceLock))
        let held = try #require(try HeldFile(path: locations.serviceLock))
        let installation = LocalInstallation(locations: locations)
        var failure = await installation.client(.assisters).failure
        #expect(failure?.why == "another process is starting it")
        held.write(Holder(process: 4712, port: 8643, use: .own).text)
        failure = await installation.client(.assisters).failure
        #expect(failure?.why == "process 4712 runs it on port 8643")
        await installation.shutdown()
    }

    @Test("Quitting while it starts leaves nothing behind")
    func quitWhileStarting() async throws {
        let scratch = try Scratch()
        let locations = try locations(scratch)
        for _ in 1...10 {
            let installation = LocalInstallation(locations: locations)
            let starting = Task { await installation.client(.assisters) }
            await installation.shutdown()
            // Whether it had started before or not: it is closed once, and the next one finds the place free.
            _ = await starting.value
            await installation.shutdown()
            #expect(try HeldFile(path: locations.serviceLock) != nil)
        }
    }

    @Test("A database that cannot be read is said in words, and the lock is free again")
    func unreadable() async throws {
        let scratch = try Scratch()
        let locations = try locations(scratch)
        defer { withExtendedLifetime(scratch) {} }
        try Data("this is no database, whatever its name says, and it stays as it is".utf8)
            .write(to: URL(fileURLWithPath: locations.serviceDatabase))
        let installation = LocalInstallation(locations: locations)
        let failure = await installation.client(.assisters).failure
        #expect(failure?.what == "The local service cannot open its database \(locations.serviceDatabase)")
        #expect(failure?.remedy == "check the disk and the permissions")
        #expect(try HeldFile(path: locations.serviceLock) != nil)
        await installation.shutdown()
    }

    @Test("A key file that others may read is not used")
    func openKey() async throws {
        let scratch = try Scratch()
        let locations = try locations(scratch)
        defer { withExtendedLifetime(scratch) {} }
        let text = String(repeating: "k", count: 64)
        try Data(text.utf8).write(to: URL(fileURLWithPath: locations.serviceKey))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: locations.serviceKey)
        let installation = LocalInstallation(locations: locations)
        let failure = await #expect(throws: Failure.self) { try await installation.share(port: 0) }
        #expect(failure?.remedy == "run chmod 600 on it, or delete it to get a new key")
        #expect(failure?.why.contains(text) == false)
        await installation.shutdown()
    }
}

extension Result {
    var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
