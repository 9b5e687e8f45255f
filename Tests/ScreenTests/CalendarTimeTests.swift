import ChatModel
import Foundation
import TerminalModel
import Testing

@testable import Screen

@Suite struct CalendarTimeTests {
    @Test("Dates agree with Foundation's calendar over eight hundred years")
    func agrees() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        for step in stride(from: -4_000_000_000, to: 22_000_000_000, by: 86_400 * 11 + 12_345) {
            let parts = calendar.dateComponents(
                [.year, .month, .day, .hour, .minute], from: Date(timeIntervalSince1970: Double(step)))
            let time = CalendarTime(Timestamp(milliseconds: Int64(step) * 1000), offset: .zero)
            #expect(time.year == parts.year && time.month == parts.month && time.day == parts.day)
            #expect(time.hour == parts.hour && time.minute == parts.minute)
        }
    }

    @Test("Local time is UTC with the offset")
    func offset() {
        let late = Timestamp(milliseconds: Stage.noon.milliseconds + 11 * 3_600_000 + 50 * 60_000)
        #expect(CalendarTime(late, offset: .zero).clock.string == "23:50")
        let local = CalendarTime(late, offset: .seconds(3600))
        #expect(local.clock.string == "00:50")
        #expect(local.day == 15)
    }

    @Test("A time of another day carries its date")
    func words() {
        let now = CalendarTime(Stage.noon, offset: .zero)
        func words(_ seconds: Int) -> String {
            CalendarTime(Stage.noon + .seconds(seconds), offset: .zero).words(seenAt: now).string
        }
        #expect(words(-60) == "11:59")
        #expect(words(-86_400) == "13 Nov 12:00")
        #expect(words(-86_400 * 365) == "14 Nov 2025 12:00")
    }
}
