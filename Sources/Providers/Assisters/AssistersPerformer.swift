import ChatModel

/// Performs what an exchange asks for; owns the connections and the alarms of one reply, and leaves none behind.
struct AssistersPerformer {
    private var exchange: AssistersExchange
    private let connection: ServiceConnection
    private let inbox: AsyncStream<AssistersExchange.Input>.Continuation
    private let events: AsyncStream<ReplyEvent>.Continuation
    private let mostBytes: Int
    private let known: KnownAssistant
    private var call: Task<Void, Never>?
    private var stream: Task<Void, Never>?
    private var alarms: AlarmClock<AssistersExchange.Alarm>

    init(
        exchange: AssistersExchange, connection: ServiceConnection,
        inbox: AsyncStream<AssistersExchange.Input>.Continuation, events: AsyncStream<ReplyEvent>.Continuation,
        mostBytes: Int, known: KnownAssistant
    ) {
        self.exchange = exchange
        self.connection = connection
        self.inbox = inbox
        self.events = events
        self.mostBytes = mostBytes
        self.known = known
        alarms = AlarmClock { inbox.yield(.rang($0)) }
    }

    /// Returns when the reply has ended and its connections are closed.
    mutating func run(_ inputs: AsyncStream<AssistersExchange.Input>) async {
        perform(exchange.handle(.started))
        for await input in inputs {
            if case .rang(let alarm) = input, !alarms.isDue(alarm) { continue }
            let actions = exchange.handle(input)
            // Before anybody hears of the end: the next reply may be asked for at once.
            if exchange.hasEnded { await known.keep(exchange.listedAssistant) }
            perform(actions)
            if exchange.hasEnded { break }
        }
        inbox.finish()
        alarms.clearAll()
        call?.cancel()
        stream?.cancel()
        events.finish()
        await call?.value
        await stream?.value
    }

    private mutating func perform(_ actions: [AssistersExchange.Action]) {
        for action in actions {
            switch action {
            case .emit(let event): events.yield(event)
            case .call(let number, let call): start(call, number: number)
            case .cancelCall: call?.cancel()
            case .openStream(let number, let call): open(call, number: number)
            case .closeStream: stream?.cancel()
            case .setAlarm(let alarm, let duration): alarms.set(alarm, in: duration)
            case .clearAlarm(let alarm): alarms.clear(alarm)
            }
        }
    }

    private mutating func start(_ serviceCall: ServiceCall, number: Int) {
        call?.cancel()
        call = Task { [connection, inbox, mostBytes] in
            do throws(ServiceFault) {
                let answer = try await connection.answer(to: serviceCall, mostBytes: mostBytes) {
                    inbox.yield(.arriving(call: number))
                }
                inbox.yield(.answered(call: number, .success(answer)))
            } catch {
                inbox.yield(.answered(call: number, .failure(error)))
            }
        }
    }

    private mutating func open(_ serviceCall: ServiceCall, number: Int) {
        stream?.cancel()
        stream = Task { [connection, inbox] in
            let wasRefused = await connection.stream(serviceCall) {
                inbox.yield(.streamOpened(number))
            } received: {
                inbox.yield(.streamBytes(number, $0))
            }
            inbox.yield(.streamClosed(number, wasRefused: wasRefused))
        }
    }
}
