import ChatModel

/// Performs what an exchange asks for; owns the connections and the alarms of one reply, and leaves none behind.
struct BetterFormsPerformer {
    private var exchange: BetterFormsExchange
    private let connection: ServiceConnection
    private let webSocket: WebSocket
    private let inbox: AsyncStream<BetterFormsExchange.Input>.Continuation
    private let events: AsyncStream<ReplyEvent>.Continuation
    private let mostBytes: Int
    private var call: Task<Void, Never>?
    private var stopCall: Task<Void, Never>?
    private var socket: Task<Void, Never>?
    private var outgoing: AsyncStream<[UInt8]>.Continuation?
    private var alarms: AlarmClock<BetterFormsExchange.Alarm>

    init(
        exchange: BetterFormsExchange, connection: ServiceConnection, webSocket: WebSocket,
        inbox: AsyncStream<BetterFormsExchange.Input>.Continuation, events: AsyncStream<ReplyEvent>.Continuation
    ) {
        self.exchange = exchange
        self.connection = connection
        self.webSocket = webSocket
        self.inbox = inbox
        self.events = events
        mostBytes = exchange.settings.mostBytes
        alarms = AlarmClock { inbox.yield(.rang($0)) }
    }

    /// Returns when the reply has ended and its connections are closed.
    mutating func run(_ inputs: AsyncStream<BetterFormsExchange.Input>) async {
        var isDropped = false
        perform(exchange.handle(.started))
        for await input in inputs {
            if case .rang(let alarm) = input, !alarms.isDue(alarm) { continue }
            if case .drop = input { isDropped = true }
            perform(exchange.handle(input))
            if exchange.hasEnded { break }
        }
        inbox.finish()
        alarms.clearAll()
        call?.cancel()
        events.finish()
        outgoing?.finish()
        // A run that goes on unheard was asked to stop; that gets its time, unless everything is to go at once.
        let patience = isDropped ? .zero : exchange.settings.aftermath
        await finish(stopCall, within: patience)
        await finish(socket, within: patience)
        await call?.value
    }

    private func finish(_ task: Task<Void, Never>?, within patience: Duration) async {
        guard let task else { return }
        let timer = Task {
            try? await Task.sleep(for: patience)
            task.cancel()
        }
        await task.value
        timer.cancel()
    }

    private mutating func perform(_ actions: [BetterFormsExchange.Action]) {
        for action in actions {
            switch action {
            case .emit(let event): events.yield(event)
            case .openSocket(let number): openSocket(number)
            case .send(let text): outgoing?.yield(text)
            case .closeSocket: socket?.cancel()
            case .call(let number, let call): start(call, number: number)
            case .cancelCall: call?.cancel()
            case .askToStop(let call): askToStop(call)
            case .setAlarm(let alarm, let duration): alarms.set(alarm, in: duration)
            case .clearAlarm(let alarm): alarms.clear(alarm)
            }
        }
    }

    private mutating func openSocket(_ number: Int) {
        socket?.cancel()
        let (texts, outgoing) = AsyncStream.makeStream(of: [UInt8].self)
        self.outgoing = outgoing
        socket = Task { [webSocket, inbox] in
            await webSocket.run(sending: texts) { news in
                switch news {
                case .opened: inbox.yield(.socketOpened(number))
                case .message(let bytes): inbox.yield(.socketHeard(number, bytes))
                case .alive: inbox.yield(.socketAlive(number))
                case .closed(let fault): inbox.yield(.socketClosed(number, fault))
                }
            }
        }
    }

    private mutating func start(_ serviceCall: ServiceCall, number: Int) {
        call?.cancel()
        call = Task { [connection, inbox, mostBytes] in
            let result = await connection.result(of: serviceCall, mostBytes: mostBytes) {
                inbox.yield(.arriving(call: number))
            }
            inbox.yield(.answered(call: number, result))
        }
    }

    private mutating func askToStop(_ serviceCall: ServiceCall) {
        stopCall = Task { [connection, inbox, mostBytes] in
            let result = await connection.result(of: serviceCall, mostBytes: mostBytes) {}
            inbox.yield(.stopAnswered(result))
        }
    }
}

extension ServiceConnection {
    fileprivate func result(
        of call: ServiceCall, mostBytes: Int, arriving: () -> Void
    ) async -> Result<ServiceAnswer, ServiceFault> {
        do throws(ServiceFault) {
            return .success(try await answer(to: call, mostBytes: mostBytes, arriving: arriving))
        } catch {
            return .failure(error)
        }
    }
}
