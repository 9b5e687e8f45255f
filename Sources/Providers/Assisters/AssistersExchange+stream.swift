import ChatModel
import ServerSentEvents
import WireFormats

extension AssistersExchange {
    mutating func streamOpened() {
        listening = .open
        if step == .listen { startPost() }
    }

    mutating func streamClosed(wasRefused: Bool) {
        if listening == .open { readRest() }
        guard !hasEnded, listening != .no else { return }
        listening = wasRefused ? .refused : .no
        switch mode {
        case .going: if step == .listen { startPost() }
        case .stopping, .bereft: noVerdict()
        case .ended: break
        }
    }

    /// A stream that cannot be had does not hold up the post.
    private mutating func startPost() {
        act(.clearAlarm(.grace))
        begin(.post)
    }

    mutating func read(_ bytes: [UInt8]) {
        self.bytes += bytes.count
        if isCalling { resetSilence() }
        guard self.bytes <= settings.mostBytes else { return giveUp(.tooLarge(limit: settings.mostBytes)) }
        var events: [ServerSentEvent] = []
        do throws(EventStreamError) {
            try decoder.feed(bytes, into: &events)
            take(events)
        } catch {
            take(events)
            giveUp(.unreadable(error.description))
        }
    }

    private mutating func readRest() {
        var events: [ServerSentEvent] = []
        try? decoder.finish(into: &events)
        take(events)
    }

    private mutating func giveUp(_ fault: ServiceFault) {
        guard !hasEnded else { return }
        end(mode == .stopping ? .stopped(.hereOnly) : .interrupted(words(for: fault)))
    }

    private mutating func take(_ events: [ServerSentEvent]) {
        for event in events where !hasEnded && listening != .no {
            switch Assisters.StreamItem(data: event.data) {
            case .record(let record): take(record)
            case .failure(let detail): streamFailed(.troubled(message: detail.message))
            case .done: streamDone()
            case nil: break
            }
        }
    }

    private mutating func take(_ record: Assisters.StreamRecord) {
        guard record.role == .assistant else { return }
        guard step == .post, isCalling || mode != .going else {
            if !record.id.isEmpty { foreign.insert(record.id) }
            return
        }
        guard !foreign.contains(record.id), final == nil, trouble == nil else { return }
        if !record.id.isEmpty { seen.insert(record.id) }
        if record.delta {
            grow(by: record.content)
        } else {
            streamFinished(with: record)
        }
    }

    private mutating func grow(by piece: String) {
        guard mode != .stopping, !piece.isEmpty else { return }
        let piece = joining.joined(piece, to: text)
        text += piece
        emitText(piece)
    }

    private mutating func streamFinished(with record: Assisters.StreamRecord) {
        final = record
        switch mode {
        case .going: replaceText(by: record.content)
        case .stopping: concludeStop(status: record.status, text: record.content)
        case .bereft(let fault): conclude(with: record, because: fault)
        case .ended: break
        }
    }

    private mutating func streamFailed(_ fault: ServiceFault) {
        guard step == .post else { return }
        switch mode {
        case .going:
            guard isCalling, trouble == nil, final == nil else { return }
            trouble = fault
            act(.setAlarm(.verdict, settings.timeouts.verdict))
        case .stopping: end(.stopped(.hereOnly))
        case .bereft: end(.failed(words(for: fault)))
        case .ended: break
        }
    }

    /// Nothing follows; the post may still be on its way.
    private mutating func streamDone() {
        act(.closeStream)
        stream += 1
        listening = .no
        switch mode {
        case .going, .ended: break
        case .stopping: end(.stopped(.byService))
        case .bereft(let fault): end(ending(of: fault))
        }
    }
}
