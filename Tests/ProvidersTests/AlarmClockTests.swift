import Testing

@testable import Providers

@Suite("AlarmClock", .timeLimit(.minutes(1)))
struct AlarmClockTests {
    private func clock() -> (AlarmClock<String>, AsyncStream<String>.AsyncIterator) {
        let (rings, ring) = AsyncStream.makeStream(of: String.self)
        return (AlarmClock { ring.yield($0) }, rings.makeAsyncIterator())
    }

    @Test("Rings when it is due, and is not set any more then")
    func rings() async {
        var (clock, rings) = clock()
        clock.set("a", in: .milliseconds(1))
        #expect(await rings.next() == "a")
        let dueOnce = [clock.isDue("a"), clock.isDue("a")]
        #expect(dueOnce == [true, false])
    }

    @Test("Rings at the later moment when it is set anew, and at the earlier one too")
    func anew() async {
        var (clock, rings) = clock()
        let start = ContinuousClock.now
        clock.set("a", in: .milliseconds(1))
        clock.set("a", in: .milliseconds(30))
        var isDue = false
        while !isDue, let name = await rings.next() { isDue = clock.isDue(name) }
        #expect(ContinuousClock.now - start >= .milliseconds(30))
        clock.set("a", in: .seconds(3600))
        clock.set("a", in: .milliseconds(1))
        isDue = false
        while !isDue, let name = await rings.next() { isDue = clock.isDue(name) }
        #expect(isDue)
    }

    @Test("Is not due when it was cleared")
    func cleared() async {
        var (clock, rings) = clock()
        clock.set("a", in: .milliseconds(1))
        clock.clear("a")
        clock.set("b", in: .milliseconds(2))
        var due: [String] = []
        while due.isEmpty, let name = await rings.next() {
            if clock.isDue(name) { due.append(name) }
        }
        #expect(due == ["b"])
    }
}
