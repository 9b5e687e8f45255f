import Foundation
import GRDB
import TerminalModel
import TestSupport
import Testing

extension Home {
    /// Both databases are whole, and as many prompts as were acknowledged are in the threads.
    func expectSound(prompts: Int) throws {
        var configuration = Configuration()
        configuration.readonly = true
        for path in [threads, service + "/service.sqlite"] {
            let database = try DatabaseQueue(path: path, configuration: configuration)
            #expect(try database.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
        }
        let database = try DatabaseQueue(path: threads, configuration: configuration)
        let sql = "SELECT count(*) FROM message WHERE role = 'user'"
        #expect(try database.read { try Int.fetchOne($0, sql: sql) } == prompts)
    }

    /// Started again, `weft` shows the newest reply at least this far.
    func expectReply(startsWith letters: String) async throws {
        let again = try await readyWeft(size: Size(columns: 120, rows: 100))
        let kept = again.snapshot.replyLetters
        #expect(kept.hasPrefix(letters), "\(kept.count) letters of \(letters.count)")
        #expect(!again.snapshot.text.contains("writing…"))
        try again.type("<Ctrl-Q>")
        #expect(try await again.exit() == .exited(0))
    }
}

extension TerminalProgram {
    /// All that a program must have undone on its terminal when it is over.
    func expectTerminalGivenBack() {
        #expect(settings?.isCooked == true)
        #expect(settings == (try? PseudoTerminal(size: snapshot.size).settings))
        #expect(!snapshot.isAlternate)
        #expect(snapshot.isCursorShown)
        for (on, off) in [("?2004h", "?2004l"), ("[?2026h", "[?2026l")] {
            let lastOn = logText.ranges(of: on).last?.lowerBound ?? logText.startIndex
            let lastOff = logText.ranges(of: off).last?.lowerBound ?? logText.startIndex
            #expect(lastOn < lastOff, "\(off)")
        }
    }
}

/// SplitMix64, so that a failure comes again.
struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
