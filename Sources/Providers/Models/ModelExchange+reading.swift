import ChatModel

extension ModelExchange {
    /// How long what is used may follow the end of a reply.
    static var aftermath: Duration { .seconds(2) }

    mutating func read(_ bytes: [UInt8]) {
        resetSilence()
        take(reading?.read(bytes) ?? [])
    }

    /// The body is over, well or not: the end that the service has said counts, else the fault.
    mutating func readRest(then fault: ServiceFault) {
        take(reading?.close() ?? [])
        guard !hasEnded else { return }
        if finish != nil { conclude() } else { failed(fault) }
    }

    private mutating func take(_ events: [ModelEvent]) {
        for event in events where !hasEnded { take(event) }
    }

    private mutating func take(_ event: ModelEvent) {
        switch event {
        case .text(let piece): grow(by: piece)
        case .part(let part):
            if ModelPart.isNotCalled(part) { hasToolCalls = true }
            if part.kind == .notice { hasNotice = true }
            if mode == .going { emit(.part(part)) }
        case .partGrew(let id, let piece): if mode == .going { emitMerging(.partGrew(id: id, by: piece)) }
        case .usage(let usage): self.usage = usage
        case .named(let name): named(name)
        case .lost(let record):
            if lostRecords == 0 { firstLostRecord = mask.masked(record) }
            lostRecords += 1
        case .finished(let end): finished(end)
        case .over: if finish != nil { conclude() }
        }
    }

    private mutating func grow(by piece: String) {
        guard !piece.isEmpty else { return }
        guard mode == .going else { return unshown += piece }
        text += piece
        emitMerging(.text(piece))
    }

    private mutating func finished(_ end: ModelEnd) {
        guard finish == nil else { return }
        finish = end
        act(.clearAlarm(.silence))
        if case .failed = end { conclude() } else { act(.setAlarm(.aftermath, Self.aftermath)) }
    }

    /// No more is to come of the reply.
    mutating func conclude() {
        guard let finish else { return }
        if mode == .stopping { return concludeStopped(with: finish) }
        switch finish {
        case .complete: end(.complete)
        case .cutAtLength, .contextFull, .paused, .unknown: end(.interrupted(finish.words(of: service)))
        case .refused(let why): end(.failed(ModelEnd.refused(why: mask.masked(why)).words(of: service)))
        case .failed(let fault): end(ending(of: fault))
        }
    }

    mutating func end(_ how: ReplyEnd) {
        mode = .ended
        if how == .complete, text.allSatisfy(\.isWhitespace) {
            if hasToolCalls {
                emit(.part(ModelPart.onlyTools))
            } else if !hasNotice {
                emit(.part(ModelPart.noText))
            }
        }
        if lostRecords > 0 { emit(.part(ModelPart.notice(ofLost: lostRecords, first: firstLostRecord))) }
        if var usage, usage.hasCounts {
            if usage.model == nil { usage.model = try? settings.model(for: request) }
            if usage.dollars == nil { usage.dollars = PriceList.shipped.dollars(for: usage, at: service) }
            emit(.part(usage.part))
        }
        emit(.ended(how))
    }

    func words(for fault: ServiceFault) -> Failure {
        fault.masked(mask).failure(of: service, hasText: !text.isEmpty)
    }

    func ending(of fault: ServiceFault) -> ReplyEnd {
        switch fault {
        case .closed, .silent, .tooLarge: .interrupted(words(for: fault))
        case .unreadable: text.isEmpty ? .failed(words(for: fault)) : .interrupted(words(for: fault))
        case .unreachable, .refused, .troubled: .failed(words(for: fault))
        }
    }
}

extension ServiceFault {
    /// Without the key in the words of the service.
    fileprivate func masked(_ mask: KeyMask) -> ServiceFault {
        switch self {
        case .troubled(let message): return .troubled(message: mask.masked(message))
        case .refused(var refusal):
            refusal.message = mask.masked(refusal.message)
            return .refused(refusal)
        default: return self
        }
    }
}
