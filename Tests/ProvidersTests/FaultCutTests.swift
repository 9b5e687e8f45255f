import ChatModel
import TestSupport
import Testing

@testable import Providers

@Suite("Streams that break off, over a socket", .timeLimit(.minutes(1)))
struct FaultCutTests {
    @Test(
        "Cut at every byte, in order or torn down: never whole too early, and nothing received is lost",
        arguments: FaultSubject.all, FaultAnswer.Ending.allCases)
    func cut(subject: FaultSubject, ending: FaultAnswer.Ending) async throws {
        let cuts = Array(0...subject.recording.count)
        for some in stride(from: 0, to: cuts.count, by: 8) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for cut in cuts[some..<min(some + 8, cuts.count)] {
                    group.addTask { try await check(subject, cut: cut, ending: ending) }
                }
                try await group.waitForAll()
            }
        }
    }

    private func check(_ subject: FaultSubject, cut: Int, ending: FaultAnswer.Ending) async throws {
        let received = Gate()
        let certain = subject.shown.last { $0.bytes <= cut }?.text ?? ""
        // Without records the text is shown at the end only.
        let hasRecords = subject.recordEnd > 0
        if certain.isEmpty || !hasRecords { received.open() }
        // What is torn down before it was read may be lost on the way, by no fault of the client.
        let stream = FaultAnswer([.bytes(subject.recording)]).cut(after: cut, then: .wait { await received.wait() })
        let (events, requests) = try await subject.reply(of: subject.service(stream + .ending(ending))) { _, text in
            // What comes together is shown together.
            if subject.texts(at: cut).contains(text) { received.open() }
        }
        #expect(events.ends.count == 1, "\(cut)")
        #expect(events.last == events.ends.first.map { .ended($0) }, "\(cut)")
        if cut < subject.wholeAt - subject.recordEnd {
            #expect(events.ends.first?.failure != nil, "\(cut): \(events)")
            #expect(subject.texts(at: cut).contains(events.text), "\(cut): \(events.text)")
        } else if cut >= subject.wholeAt, hasRecords || ending == .finished {
            #expect(events.ends == [.complete], "\(cut)")
        }
        if events.ends == [.complete] { #expect(events.text == subject.text, "\(cut)") }
        #expect(Set(requests.compactMap { $0.header("Idempotency-Key") }).count <= 1)
    }

    @Test("In pieces of any size: the same text", arguments: FaultSubject.all, [1, 2, 3, 5, 7])
    func pieces(subject: FaultSubject, size: Int) async throws {
        let stream = FaultAnswer([.bytes(subject.recording)]).sliced(into: size) + .ending(.finished)
        let (events, _) = try await subject.reply(of: subject.service(stream))
        #expect(events.text == subject.text)
        #expect(events.ends == [.complete])
    }

    @Test("Dripped byte by byte: no silence, and the same text", arguments: FaultSubject.all)
    func dripped(subject: FaultSubject) async throws {
        let stream = FaultAnswer([.bytes(subject.recording)]).dripped(every: .microseconds(100)) + .ending(.finished)
        let (events, _) = try await subject.reply(of: subject.service(stream), silence: .seconds(10))
        #expect(events.text == subject.text)
        #expect(events.ends == [.complete])
    }

    @Test("What comes after the end is nobody's", arguments: FaultSubject.streams)
    func afterEnd(subject: FaultSubject) async throws {
        let stream = FaultAnswer([.bytes(subject.recording)]) + .text(subject.afterEnd) + .ending(.finished)
        let (events, _) = try await subject.reply(of: subject.service(stream))
        #expect(events.text == subject.text)
        #expect(events.ends == [.complete])
    }

    @Test("A record that comes twice does not stand in the whole text", arguments: FaultSubject.streams)
    func duplicates(subject: FaultSubject) async throws {
        let ends = [0] + subject.shown.map(\.bytes) + [subject.recording.count]
        for number in 0..<subject.shown.count {
            let pieces = zip(ends, ends.dropFirst()).map { FaultAnswer.Step.bytes(Array(subject.recording[$0..<$1])) }
            let stream = FaultAnswer(pieces).duplicating(piece: number) + .ending(.finished)
            let (events, _) = try await subject.reply(of: subject.service(stream))
            #expect(events.text == subject.text, "\(number)")
            #expect(events.ends == [.complete])
        }
    }

    @Test("Silence anywhere ends the reply, with its text", arguments: FaultSubject.all)
    func stall(subject: FaultSubject) async throws {
        let ends = subject.recordEnd > 0 ? subject.shown.map(\.bytes) : []
        try await withThrowingTaskGroup(of: Void.self) { group in
            for cut in ends + [subject.shown[0].bytes - 9] {
                group.addTask { try await checkStall(subject, cut: cut) }
            }
            try await group.waitForAll()
        }
    }

    private func checkStall(_ subject: FaultSubject, cut: Int) async throws {
        let stream = FaultAnswer([.bytes(subject.recording)]).cut(after: cut, then: .stall)
        let (events, _) = try await subject.reply(of: subject.service(stream + .stalling), silence: .seconds(2))
        #expect(events.ends.first?.isInterrupted == true, "\(cut)")
        #expect(events.ends.count == 1)
        #expect(subject.texts(at: cut).contains(events.text), "\(cut)")
    }
}
