import ChatModel
import Testing

@Suite("Titles")
struct ThreadTitleTests {
    @Test("the first line with words, its blanks made one")
    func lines() {
        #expect(ThreadTitle.made(from: "hello") == "hello")
        #expect(ThreadTitle.made(from: " \n\t\n  How   do\tI\nstop?") == "How do I")
        #expect(ThreadTitle.made(from: "one\r\ntwo") == "one")
    }

    @Test("without words there is a word for that", arguments: ["", " ", "\n\n", "\t \r\n"])
    func empty(_ prompt: String) {
        #expect(ThreadTitle.made(from: prompt) == ThreadTitle.untitled)
    }

    @Test("it is at most 60 characters, and whole up to that", arguments: 1...130)
    func lengths(_ count: Int) {
        let words = String(String(repeating: "four ", count: 30).prefix(count))
        for prompt in [String(repeating: "界", count: count), words, "x " + String(repeating: "y", count: count)] {
            let title = ThreadTitle.made(from: prompt)
            let line = prompt.split(separator: " ").joined(separator: " ")
            #expect(title.count <= 60)
            if line.count <= 60 {
                #expect(title == line)
            } else {
                #expect(title.hasSuffix("…") && line.hasPrefix(title.dropLast()))
                #expect(title.count > 30)
            }
        }
    }

    @Test("it is cut at a word where there is one")
    func cutAtWord() {
        let title = ThreadTitle.made(from: String(repeating: "four ", count: 30))
        #expect(title == String(repeating: "four ", count: 10) + "four…")
    }
}

@Suite("Moments")
struct TimestampTests {
    static let durations: [(Duration, Int64)] = [
        (.zero, 0), (.milliseconds(1), 1), (.seconds(1), 1000), (.milliseconds(-1), -1), (.milliseconds(-1500), -1500),
        (.microseconds(1999), 1), (.seconds(86_400), 86_400_000),
    ]

    @Test("adding a duration moves by its whole milliseconds", arguments: durations)
    func adding(_ duration: Duration, _ milliseconds: Int64) {
        let start = Timestamp(milliseconds: 1_763_726_400_123)
        #expect((start + duration).milliseconds == start.milliseconds + milliseconds)
    }

    @Test("the difference of two moments leads from one to the other, backwards too")
    func difference() {
        let moments = [0, 1, 999, 1_000, 1_763_726_400_123, -5].map { Timestamp(milliseconds: $0) }
        for left in moments {
            for right in moments {
                #expect(right + (left - right) == left)
                #expect((left < right) == (left - right < .zero))
            }
        }
    }
}

@Suite("States")
struct MessageStateTests {
    @Test("only queued and running messages go on by themselves")
    func finality() {
        let failure = Failure(what: "x")
        let final: [MessageState] = [
            .sent, .complete, .stopped(.byService), .stopped(.hereOnly), .stopped(.byClosing),
            .stopped(.alreadyFinished),
            .interrupted(failure), .failed(failure),
        ]
        #expect(final.filter { !$0.isFinal }.isEmpty)
        #expect(!MessageState.queued.isFinal && !MessageState.running.isFinal)
    }
}
