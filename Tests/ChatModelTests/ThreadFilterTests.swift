import ChatModel
import Testing

/// 14 November 2026, 12:00:00 UTC.
private let noon = Timestamp(milliseconds: 1_794_657_600_000)

private func parsed(_ text: String, offset: Duration = .zero) throws(ThreadFilter.Problem) -> ThreadFilter {
    try ThreadFilter(parsing: text, now: noon, offset: offset)
}

private func moment(_ year: Int, _ month: Int, _ day: Int, hours: Int = 0) -> Timestamp? {
    CalendarDay(year: year, month: month, day: day).map { $0.start(offset: .zero) + .seconds(3600 * hours) }
}

@Suite("Limits of the thread list, read and written")
struct ThreadFilterTests {
    @Test(
        "what each piece means",
        arguments: [
            ("", ThreadFilter.all), ("  ", .all), ("bread", .text("bread")), ("\"two words\"", .text("two words")),
            ("~t a", .title("a")), ("~ta", .title("a")), ("~b \"a b\"", .body("a b")), ("~s local", .service("local")),
            ("~a Guide", .assistant("Guide")), ("~l work", .label("work")), ("~r", .running), ("~q", .queued),
            ("~u", .unread), ("~f", .failed), ("~p", .pinned), ("~D", .drafted), ("~A", .all),
            ("a b", .and([.text("a"), .text("b")])), ("a | b", .or([.text("a"), .text("b")])),
            ("a|b c", .or([.text("a"), .and([.text("b"), .text("c")])])), ("!~u", .not(.unread)),
            ("!(a b)", .not(.and([.text("a"), .text("b")]))), ("!!a", .not(.not(.text("a")))), ("((a))", .text("a")),
            ("hi!", .text("hi!")), ("a~b", .text("a~b")), (#""say \"hi\" \\""#, .text(#"say "hi" \"#)),
        ])
    func meaning(_ text: String, _ filter: ThreadFilter) throws {
        #expect(try parsed(text) == filter)
    }

    @Test("times are read in local time")
    func spans() throws {
        #expect(try parsed("~d <7d") == .active(from: noon + .seconds(-604_800), before: nil))
        #expect(try parsed("~d >2h") == .active(from: nil, before: noon + .seconds(-7200)))
        #expect(try parsed("~d >3m") == .active(from: nil, before: moment(2026, 8, 14, hours: 12)))
        #expect(try parsed("~d <1y") == .active(from: moment(2025, 11, 14, hours: 12), before: nil))
        #expect(try parsed("~d 2026-05-03") == .active(from: moment(2026, 5, 3), before: moment(2026, 5, 4)))
        #expect(try parsed("~d 2026-02") == .active(from: moment(2026, 2, 1), before: moment(2026, 3, 1)))
        #expect(try parsed("~d 2024") == .active(from: moment(2024, 1, 1), before: moment(2025, 1, 1)))
        #expect(try parsed("~d 2026-05..2026-08") == .active(from: moment(2026, 5, 1), before: moment(2026, 9, 1)))
        #expect(try parsed("~d ..2026-08") == .active(from: nil, before: moment(2026, 9, 1)))
        #expect(try parsed("~d yesterday..today") == .active(from: moment(2026, 11, 13), before: moment(2026, 11, 15)))
        // At UTC+13 it is the 15th already.
        let today = try parsed("~d today", offset: .seconds(13 * 3600))
        #expect(today == .active(from: moment(2026, 11, 14, hours: 11), before: moment(2026, 11, 15, hours: 11)))
    }

    @Test("the last day of a month that is too short stands for the day of today")
    func shortMonth() throws {
        let may = try #require(moment(2026, 5, 31))
        let filter = try ThreadFilter(parsing: "~d >3m", now: may, offset: .zero)
        #expect(filter == .active(from: nil, before: moment(2026, 2, 28)))
    }

    @Test(
        "what is no limit is explained at its place",
        arguments: [
            ("~", 1, ThreadFilter.Problem.Kind.noLetter), ("a ~x", 2, .unknownSign("x")), ("\"abc", 0, .openQuote),
            ("~t \"abc", 3, .openQuote), ("\"\"", 0, .emptyText), ("~t \"\"", 3, .emptyText),
            ("(a|b", 0, .openParenthesis),
            ("a)", 1, .nothingToClose), (")", 0, .nothingToClose), ("()", 1, .nothingInside),
            ("!", 1, .nothingToNegate),
            ("! )", 2, .nothingToNegate), ("a|", 2, .oneSide), ("|a", 0, .oneSide), ("a||b", 2, .oneSide),
            ("~d soon", 3, .noSpan), ("~d <7x", 4, .noSpan), ("~d 2026-13", 3, .noSuchDay),
            ("~d 2026-02-30", 3, .noSuchDay), ("~d 2026-08..2026-05", 12, .backwardSpan), ("~d 20261", 3, .noSpan),
            ("~d 2026-05-03T10:00", 19, .noSpan), ("~d today..2026-5x", 10, .noSpan),
        ])
    func problems(_ text: String, _ position: Int, _ kind: ThreadFilter.Problem.Kind) {
        do throws(ThreadFilter.Problem) {
            Issue.record("\(text) is read as \(try parsed(text))")
        } catch {
            #expect(error == ThreadFilter.Problem(kind: kind, position: position))
            #expect(!error.words.isEmpty && error.words.last != ".")
        }
    }

    @Test(
        "a sign without what belongs behind it says what that is",
        arguments: ThreadFilter.signs.filter { $0.operand != nil })
    func operands(_ sign: ThreadFilter.Sign) {
        #expect(throws: ThreadFilter.Problem(kind: .noOperand(sign), position: 2)) {
            try parsed("~\(sign.letter)")
        }
    }

    @Test("depth and length have bounds")
    func bounds() throws {
        #expect(throws: ThreadFilter.Problem(kind: .tooDeep, position: 40)) {
            try parsed(String(repeating: "(", count: 100))
        }
        #expect(throws: ThreadFilter.Problem(kind: .tooDeep, position: 40)) {
            try parsed(String(repeating: "!", count: 100) + "a")
        }
        #expect(throws: ThreadFilter.Problem(kind: .tooLong, position: 800)) {
            try parsed(String(repeating: "a ", count: 100_000))
        }
        #expect(try parsed(String(repeating: "(", count: 40) + "a" + String(repeating: ")", count: 40)) == .text("a"))
    }

    @Test("a filter that is written is read as itself, at any offset", arguments: [-43_200, 0, 3600, 20_700])
    func roundTrip(_ seconds: Int) throws {
        var random = Seeded(seed: UInt64(seconds + 50_000))
        for _ in 0..<3000 {
            let filter = random.filter(depth: 3)
            let text = filter.written(offset: .seconds(seconds))
            #expect(try parsed(text, offset: .seconds(seconds)) == filter, "\(text)")
        }
    }

    @Test("any text is read or explained inside it; what was read and is written means the same")
    func anyText() throws {
        let alphabet = Array("~()|!\" tbdsalruqfpDAx<>7.-2026T:\\\u{301}日")
        var random = Seeded(seed: 7)
        for _ in 0..<30_000 {
            let text = String((0..<Int.random(in: 0...14, using: &random)).map { _ in random.pick(alphabet) })
            do throws(ThreadFilter.Problem) {
                let filter = try parsed(text)
                guard !text.contains("\u{301}") else { continue }
                #expect((try? parsed(filter.written(offset: .zero))) == filter, "\(text)")
            } catch {
                #expect((0...text.count).contains(error.position), "\(text)")
            }
        }
    }
}

@Suite("Days of the calendar")
struct CalendarDayTests {
    @Test("each day of 400 years follows the one before")
    func everyDay() throws {
        let first = try #require(CalendarDay(year: 1890, month: 1, day: 1)).daysSince1970
        var before = CalendarDay(daysSince1970: first - 1)
        for days in first..<first + 146_097 {
            let day = CalendarDay(daysSince1970: days)
            #expect(day.daysSince1970 == days)
            let isNextDay = day.day == before.day + 1 && day.month == before.month && day.year == before.year
            let isNextMonth =
                day.day == 1 && before.day == CalendarDay.days(ofMonth: before.month, year: before.year)
                && day.month == before.month % 12 + 1
            if !isNextDay && !isNextMonth { Issue.record("\(before), then \(day)") }
            before = day
        }
    }

    @Test("days of the week")
    func weekdays() {
        #expect(CalendarDay(year: 2026, month: 11, day: 14)?.weekday == 5)
        #expect(CalendarDay(year: 1969, month: 12, day: 29)?.weekday == 0)
        #expect(CalendarDay(noon, offset: .seconds(12 * 3600)).day == 15)
    }
}

/// Random values that are the same each time.
private struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state &* 0x2545_F491_4F6C_DD1D
    }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: 0..<values.count, using: &self)] }

    mutating func moment() -> Timestamp {
        Timestamp(milliseconds: Int64.random(in: 0...4_000_000_000_000, using: &self))
    }

    mutating func filter(depth: Int) -> ThreadFilter {
        let texts = ["a", "foo bar", "~x", "!y", "a\"b", "back\\slash", "日本語", "(", "|", "…", " ", "tra~il!", "👩‍👩‍👧"]
        let flags: [ThreadFilter] = [.all, .running, .queued, .unread, .failed, .pinned, .drafted]
        switch Int.random(in: 0..<(depth > 0 ? 14 : 11), using: &self) {
        case 0...2: return pick(flags)
        case 3: return .text(pick(texts))
        case 4: return .title(pick(texts))
        case 5: return .body(pick(texts))
        case 6: return .service(pick(texts))
        case 7: return .assistant(pick(texts))
        case 8: return .label(pick(texts))
        case 9:
            let from = moment()
            return .active(from: from, before: from + .milliseconds(Int64.random(in: 1...1_000_000_000, using: &self)))
        case 10: return pick([.active(from: moment(), before: nil), .active(from: nil, before: moment())])
        case 11: return .not(filter(depth: depth - 1))
        case 12: return .and([filter(depth: depth - 1), filter(depth: depth - 1)])
        default: return .or([filter(depth: depth - 1), filter(depth: depth - 1), .unread])
        }
    }
}
