import ChatModel
import ServerSentEvents
import WireFormats

extension AmityExchange {
    mutating func read(_ bytes: [UInt8]) {
        if mode == .going { resetSilence() }
        switch reading {
        case .nothing: return
        case .blank(let before, let type): findForm(of: before, then: bytes, type: type)
        case .stream: feed(bytes)
        case .object(var body):
            // The bytes must have one owner while they grow, else each piece copies the whole.
            reading = .nothing
            body += bytes
            reading = .object(body)
            if body.count > settings.mostBytes { giveUp(.tooLarge(limit: settings.mostBytes)) }
        }
    }

    /// A service may ignore that a stream was asked for, and may name its body wrongly: a body that begins like an object
    /// is one, else its type decides, else whether it begins like a stream.
    private mutating func findForm(of before: [UInt8], then bytes: [UInt8], type: String?) {
        guard let first = bytes.first(where: { !Self.blanks.contains($0) }) else {
            reading = .blank(before + bytes, type: type)
            if before.count + bytes.count > settings.mostBytes { giveUp(.tooLarge(limit: settings.mostBytes)) }
            return
        }
        let isObject = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        let isNamed = type?.lowercased().hasPrefix("text/event-stream") == true
        if !isObject, isNamed || Self.streamStarts.contains(first) {
            reading = .stream
            feed(before + bytes)
        } else {
            reading = .object([])
            read(Array(bytes.drop { Self.blanks.contains($0) }))
        }
    }

    /// White space, and the bytes of a byte order mark.
    private static let blanks: [UInt8] = Array(" \t\r\n".utf8) + [0xEF, 0xBB, 0xBF]

    /// Of the fields of an event stream, of a comment, and of the notes that the documentation puts between records.
    private static let streamStarts: [UInt8] = Array("deir:/".utf8)

    private mutating func feed(_ bytes: [UInt8]) {
        var events: [ServerSentEvent] = []
        do throws(EventStreamError) {
            try decoder.feed(bytes, into: &events)
            for event in events { take(event.data) }
        } catch {
            for event in events { take(event.data) }
            giveUp(.unreadable(error.description))
        }
    }

    /// The body has ended.
    mutating func readRest() {
        switch reading {
        case .nothing, .blank: return
        case .object(let body): takeWhole(body)
        case .stream:
            var events: [ServerSentEvent] = []
            try? decoder.finish(into: &events)
            for (index, event) in events.enumerated() { take(event.data, isCut: index == events.count - 1) }
        }
    }

    private mutating func giveUp(_ fault: ServiceFault) {
        guard !hasEnded else { return }
        end(mode == .stopping ? .stopped(.hereOnly) : ending(of: fault))
    }
}

extension AmityExchange {
    /// - Parameter isCut: The stream has ended in it, so that it need not be whole.
    private mutating func take(_ data: String, isCut: Bool = false) {
        guard !hasEnded else { return }
        switch Amity.StreamRecord(data: data) {
        case .active(let content?): take(content: content)
        case .finished(let answer): finish(with: answer)
        case .failure(let error): failed(error)
        case .active(nil), .unknown: break
        case nil:
            guard !isCut else { return }
            if lostRecords == 0 { firstLostRecord = mask.masked(data) }
            lostRecords += 1
        }
    }

    private mutating func take(content: String) {
        guard mode == .going else { return unseen = content }
        nameThread()
        show(content)
    }

    /// A body that is no stream.
    private mutating func takeWhole(_ body: [UInt8]) {
        switch Amity.Reply(body: body) {
        case .answer(let answer) where answer.answer != nil: finish(with: answer)
        case .failure(let error): failed(error)
        case .answer, nil: giveUp(.unreadable("it is not what the service should answer here"))
        }
    }

    /// The answer is the authority on the text. Without one the text so far is the whole.
    private mutating func finish(with answer: Amity.Answer) {
        nameThread()
        showAnswer(answer.answer ?? unseen)
        for part in AmityParts.parts(of: answer) { emit(.part(part)) }
        end(mode == .stopping ? .stopped(.alreadyFinished) : .complete)
    }

    /// The text at the end. A service that has streamed text and then says none is not believed.
    mutating func showAnswer(_ whole: String?) {
        if let whole, !whole.isEmpty { show(whole) }
    }

    private mutating func failed(_ error: Amity.ErrorObject) {
        guard mode == .going else { return end(.stopped(.hereOnly)) }
        var error = error
        error.message = mask.masked(error.message.isEmpty ? error.name ?? "" : error.message)
        if text.isEmpty, let status = error.status, (400..<600).contains(status) {
            end(ending(of: .refused(AmityCalls.refusal(by: error, status: status))))
        } else {
            end(ending(of: .troubled(message: error.message)))
        }
    }

    /// Appends what is new, or replaces the text where it has changed. By bytes: a letter and the marks on it may come in
    /// two records.
    private mutating func show(_ whole: String) {
        guard !whole.utf8.elementsEqual(text.utf8) else { return }
        if whole.utf8.starts(with: text.utf8) {
            emitText(String(whole[whole.utf8.index(whole.startIndex, offsetBy: text.utf8.count)...]))
        } else {
            emitWholeText(whole)
        }
        text = whole
    }
}
