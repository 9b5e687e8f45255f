import ChatModel
import Foundation
import GRDB
import Store

/// Ends or starves writers of one store again and again, and looks each time whether it holds what it should.
struct Trial {
    enum Harm: String {
        /// `kill -9` at any moment; every fourth writer has to bring an older file up first.
        case kill
        /// Some of the writer's writes and syncs fail, the disk being full or broken, and then no more.
        case starve
    }

    let directory: String
    let harm: Harm
    let script: Script
    private var dice = Dice(state: 7)
    private var base = KnownThreads()
    private var injected = 0
    private var refusals = 0
    /// From the last fault to the next step that was taken, in seconds.
    private var slowest = 0.0

    init(_ harm: Harm, in directory: String, seed: UInt64) {
        self.harm = harm
        self.directory = directory
        script = Script(seed: seed)
    }

    mutating func run(rounds: Int) async throws {
        var steps = 0
        if FileManager.default.fileExists(atPath: directory + "/threads.sqlite") {
            let store = try ThreadDatabase.open(directory: directory, now: .now)
            base = try await KnownThreads(of: store)
            await store.close()
        }
        for round in 1...rounds {
            if harm == .kill, round.isMultiple(of: 4) { try ageFile() }
            let said = try harm == .kill ? killed() : starved(round)
            steps += try await check(said, round: round)
        }
        print(
            "\(rounds) rounds of \(harm.rawValue), \(steps) steps, \(base.threads.count) threads: all is as it should be"
        )
        guard harm == .starve else { return }
        print("\(injected) calls failed, \(refusals) refusals; taken again at most \(slowest) s after the last failure")
    }

    // MARK: what is done to a writer

    private mutating func killed() throws -> [String] {
        let writer = try WritingProcess(script, directory)
        usleep(UInt32(dice.below([30_000, 300_000, 1_000_000][dice.below(3)])))
        return writer.killed()
    }

    /// The file as the schema before left it, so that the writer begins with a migration.
    private func ageFile() throws {
        guard FileManager.default.fileExists(atPath: directory + "/threads.sqlite") else { return }
        let queue = try DatabaseQueue(path: directory + "/threads.sqlite")
        try queue.writeWithoutTransaction { database in
            guard try Int.fetchOne(database, sql: "PRAGMA user_version") == 4 else { return }
            try database.execute(
                sql: """
                    BEGIN; DROP TRIGGER threadMade; DROP TRIGGER threadMoved; DROP TRIGGER threadErased;
                    DROP TABLE tally; PRAGMA user_version = 3; COMMIT;
                    """)
        }
        try queue.close()
    }

    private mutating func starved(_ round: Int) throws -> [String] {
        let first = 1 + dice.below(400)
        let fault = "\(round.isMultiple(of: 2) ? "ENOSPC" : "EIO"):when=\(first)..\(first + dice.below(40))"
        let writer = try WritingProcess(script, directory, steps: 60, fault: fault)
        let said = writer.ended()
        let faults = try writer.faults()
        injected += faults.count
        refusals += said.count { $0.hasPrefix("refused ") }
        for moment in said.filter({ $0.hasPrefix("again ") }).compactMap({ Double($0.dropFirst(6)) }) {
            slowest = max(slowest, moment - (faults.last { $0 < moment } ?? moment))
        }
        return said
    }

    // MARK: what is looked at

    /// - Returns: how many steps the writer did.
    private mutating func check(_ said: [String], round: Int) async throws -> Int {
        if let reader = said.first(where: { $0.hasPrefix("reader ") }) { print("round \(round): \(reader)") }
        let before = Script.steps(in: base)
        let acknowledged = said.last { $0.hasPrefix("done ") }.flatMap { Int($0.dropFirst(5)) } ?? before
        let store = try ThreadDatabase.open(directory: directory, now: .now)
        if let trouble = store.readOnly ?? store.notice { throw Trouble("round \(round): \(trouble)") }
        let found = try await KnownThreads(of: store)
        let steps = Script.steps(in: found)
        guard (acknowledged...acknowledged + 1).contains(steps) else {
            throw Trouble("round \(round): \(acknowledged) steps acknowledged, \(steps) kept")
        }
        var expected = base
        for number in before..<max(before, steps) {
            for event in script.step(number, on: expected) { expected.apply(event) }
        }
        let running = expected.messages { $0.state == .running }.first
        if let running, case .interrupted(let failure)? = found.message(running.id)?.state {
            expected.interruptRunning(because: failure)
        }
        if let difference = expected.difference(from: found) { throw Trouble("round \(round): \(difference)") }
        try await checkSearch(store, found)
        await store.close()
        try checkFile(round)
        base = found
        return steps - before
    }

    /// Some words of a message are found in it.
    private mutating func checkSearch(_ store: ThreadDatabase, _ found: KnownThreads) async throws {
        let spoken = found.messages { message in
            !message.text.isEmpty && found.threads[message.thread]?.thread.deletedAt == nil
        }
        guard !spoken.isEmpty else { return }
        let message = spoken[dice.below(spoken.count)]
        let words = message.text.split(separator: " ").prefix(3).joined(separator: " ")
        let answer = try await store.search("\"\(words)\"", limit: 100_000)
        guard answer.hits.contains(where: { $0.message == message.id }) else {
            throw Trouble("\"\(words)\" is not found in \(message.id.text)")
        }
    }

    private func checkFile(_ round: Int) throws {
        let queue = try DatabaseQueue(path: directory + "/threads.sqlite")
        let answer = try queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
        guard answer == "ok" else { throw Trouble("round \(round): integrity_check says \(answer ?? "nothing")") }
        let orphans = try queue.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check") }
        guard orphans.isEmpty else { throw Trouble("round \(round): \(orphans.count) rows without their thread") }
        try queue.close()
    }
}

struct Trouble: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

extension KnownThreads {
    fileprivate func message(_ id: MessageID) -> Message? { messages { $0.id == id }.first }
}
