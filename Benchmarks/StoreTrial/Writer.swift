import ChatModel
import Foundation
import Store

/// The process that is ended or starved: does the steps of a script, and says each that has been acknowledged.
struct Writer {
    let directory: String
    let script: Script
    /// nil for no end.
    let steps: Int?

    /// A step that is refused is tried again until it is taken, as the session does.
    func run() async throws {
        let store: ThreadDatabase
        do throws(Failure) {
            store = try ThreadDatabase.open(directory: directory, now: .now)
        } catch {
            return Self.say("refused \(error.why)")
        }
        if let reason = store.readOnly { return Self.say("reader \(reason.why)") }
        var known = try await KnownThreads(of: store)
        let start = Script.steps(in: known)
        Self.say("start \(start)")
        var number = start
        while steps.map({ number < start + $0 }) ?? true {
            let events = script.step(number, on: known)
            await record(events, in: store)
            for event in events { known.apply(event) }
            number += 1
            Self.say("done \(number)")
        }
        await store.close()
    }

    private func record(_ events: [Event], in store: ThreadDatabase) async {
        var wasRefused = false
        while true {
            do throws(Failure) {
                try await store.record(events)
                if wasRefused { Self.say("again \(Date().timeIntervalSince1970)") }
                return
            } catch {
                if !wasRefused { Self.say("refused \(error.why)") }
                wasRefused = true
                try? await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    /// What was written has happened: nothing is buffered.
    static func say(_ line: String) {
        let bytes = Array("\(line)\n".utf8)
        _ = write(STDOUT_FILENO, bytes, bytes.count)
    }
}

extension Timestamp {
    static var now: Timestamp { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
