import ChatModel
import WireFormats

extension BetterFormsExchange {
    mutating func start() {
        if streams { openSocket() } else { post() }
    }

    mutating func openSocket() {
        socketNumber += 1
        socket = .opening
        act(.openSocket(socketNumber))
        act(.setAlarm(.socket, settings.timeouts.connect))
    }

    mutating func socketOpened() {
        guard socket == .opening else { return }
        socket = .open
        act(.send(BetterFormsCalls.text(BetterForms.ChannelRequest.join(channel))))
        act(.setAlarm(.socket, settings.timeouts.streamGrace))
    }

    /// The channel is joined, or is taken to be: what the socket carries keeps its order.
    mutating func joined() {
        guard socket == .open else { return }
        socket = .joined
        act(.clearAlarm(.socket))
        if posting == .notYet { post() } else { resetIdle() }
    }

    mutating func socketIsLate() {
        switch socket {
        case .opening:
            act(.closeSocket)
            socketClosed(.unreachable(.timedOut))
        case .open: joined()
        case .none, .joined: break
        }
    }

    mutating func socketClosed(_ fault: ServiceFault) {
        let wasOpen = socket == .open || socket == .joined
        socket = .none
        socketNumber += 1
        act(.clearAlarm(.socket))
        act(.clearAlarm(.idle))
        switch posting {
        case .notYet: fallBack(because: fault)
        case .waiting: break
        case .asked, .done: channelLost(fault, wasOpen: wasOpen)
        }
    }

    /// A reply that cannot be heard while it is made can still be had whole.
    private mutating func fallBack(because fault: ServiceFault) {
        streams = false
        let words = fault.failure(of: service)
        emit(
            .part(
                MessagePart(
                    id: "notice-stream", kind: .notice, title: "Not streamed: the channel of the service cannot be had",
                    text: words.why)))
        post()
    }

    private mutating func channelLost(_ fault: ServiceFault, wasOpen: Bool) {
        if mode == .stopping {
            // The answers to the post and to the request to stop can still say something.
            if stopCall != .asked, stopCall != .none || posting == .done { concludeStop() }
            return
        }
        if let trouble { return end(.failed(words(for: trouble))) }
        guard finish == nil else { return }
        switch fault {
        case .tooLarge, .unreadable: return end(.interrupted(words(for: fault)))
        case .unreachable, .closed, .silent, .refused, .troubled: break
        }
        if wasOpen { noteGap() }
        guard rejoins < settings.rejoinWaits.count else { return letGo(because: .closed(afterFirstByte: true)) }
        act(.setAlarm(.rejoin, settings.rejoinWaits[rejoins]))
        rejoins += 1
    }

    private mutating func noteGap() {
        guard !hasGap else { return }
        hasGap = true
        emit(
            .part(
                MessagePart(
                    id: "notice-gap", kind: .notice, title: "A part of the answer may be missing",
                    text: "The connection was lost while it was written, and the service does not say it twice")))
    }

    /// The run goes on unheard, and its thread takes no message until it ends: it is asked to stop.
    mutating func letGo(because fault: ServiceFault) {
        if let ids, stopCall == .none { askToStop(ids) }
        end(.interrupted(words(for: fault)))
    }

    mutating func resetIdle() {
        guard mode == .going, streams, posting == .asked || posting == .done, finish == nil, trouble == nil,
            settings.idle > .zero
        else { return }
        act(.setAlarm(.idle, settings.idle))
    }

    mutating func resetQuiet() {
        if mode == .going, streams { act(.setAlarm(.quiet, settings.quiet)) }
    }

    mutating func channelIsSilent(_ duration: Duration) {
        if mode == .going, finish == nil, trouble == nil { letGo(because: .silent(duration)) }
    }
}
