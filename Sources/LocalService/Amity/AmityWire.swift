import Foundation
import WireFormats

/// Wakes a stream of this API when its run has said more.
///
/// The records are not made here: each holds the whole text, so only as many are made as are sent.
struct AmityWire: RunWire {
    let run: String
    /// The stream has been woken and has not looked since.
    var isAwake = false

    /// Has no bytes, and rings the bell.
    static let wake: [UInt8] = []

    mutating func messages(for event: RunEvent, of run: RunNames) -> [[UInt8]] {
        guard run.id == self.run, case .text = event, !isAwake else { return [] }
        isAwake = true
        return [Self.wake]
    }

    mutating func messages(forTextSoFar text: String, of run: RunNames) -> [[UInt8]] {
        messages(for: .text(text), of: run)
    }

    func isOver(after event: RunEvent, of run: RunNames) -> Bool {
        if case .ended = event { run.id == self.run } else { false }
    }

    var ping: [UInt8]? { EventStream.ping }

    var farewell: [[UInt8]] { [] }

    /// Our wire values hold nothing that JSON cannot.
    static func json(_ value: some Encodable) -> Data { (try? WireJSON.encode(value)) ?? Data() }
}

extension AssistantService {
    /// The whole text of a running reply, to be told to the listener; nil when the run has ended.
    func text(of run: String, for listener: Int) -> String? {
        adjust(listener, AmityWire.self) { wire in
            wire.isAwake = false
            return []
        }
        return live[run]?.text
    }

    /// Wakes the listener as if more had been said.
    func wake(_ listener: Int) {
        adjust(listener, AmityWire.self) { _ in [AmityWire.wake] }
    }

    func isRunning(_ run: String) -> Bool { live[run] != nil }
}
