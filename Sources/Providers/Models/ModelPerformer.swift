import ChatModel

/// Performs what an exchange asks for; owns the connections and the alarms of one reply, and leaves none behind.
struct ModelPerformer<Dialect: ModelDialect> {
    private var exchange: ModelExchange<Dialect>
    private let connection: ServiceConnection
    private let inbox: AsyncStream<ModelInput>.Continuation
    private let events: AsyncStream<ReplyEvent>.Continuation
    private var post: Task<Void, Never>?
    private var question: Task<Void, Never>?
    private var alarms: AlarmClock<ModelAlarm>

    init(
        exchange: ModelExchange<Dialect>, connection: ServiceConnection, inbox: AsyncStream<ModelInput>.Continuation,
        events: AsyncStream<ReplyEvent>.Continuation
    ) {
        self.exchange = exchange
        self.connection = connection
        self.inbox = inbox
        self.events = events
        alarms = AlarmClock { inbox.yield(.rang($0)) }
    }

    /// Returns when the reply has ended and its connections are closed.
    mutating func run(_ inputs: AsyncStream<ModelInput>) async {
        perform(exchange.handle(.started))
        if !exchange.hasEnded {
            for await input in inputs {
                if case .rang(let alarm) = input, !alarms.isDue(alarm) { continue }
                perform(exchange.handle(input))
                if exchange.hasEnded { break }
            }
        }
        inbox.finish()
        alarms.clearAll()
        post?.cancel()
        question?.cancel()
        events.finish()
        await post?.value
        await question?.value
    }

    private mutating func perform(_ actions: [ModelAction]) {
        for action in actions {
            switch action {
            case .emit(let event): events.yield(event)
            case .post(let number, let call): start(call, number: number)
            case .cancelPost: post?.cancel()
            case .ask(let number, let call): ask(call, number: number)
            case .setAlarm(let alarm, let duration): alarms.set(alarm, in: duration)
            case .clearAlarm(let alarm): alarms.clear(alarm)
            }
        }
    }

    private mutating func start(_ call: ServiceCall, number: Int) {
        post?.cancel()
        let (limit, accept) = (exchange.settings.mostBytes, exchange.dialect.accept)
        post = Task { [connection, inbox] in
            do throws(ServiceFault) {
                let refusal = try await connection.read(call, accept: accept, mostRefusalBytes: limit) {
                    inbox.yield(.began(call: number, $0))
                } received: {
                    inbox.yield(.bytes(call: number, $0))
                }
                inbox.yield(.closed(call: number, .success(refusal)))
            } catch {
                inbox.yield(.closed(call: number, .failure(error)))
            }
        }
    }

    private mutating func ask(_ call: ServiceCall, number: Int) {
        question?.cancel()
        let limit = exchange.settings.mostBytes
        question = Task { [connection, inbox] in
            do throws(ServiceFault) {
                let answer = try await connection.answer(to: call, mostBytes: limit)
                inbox.yield(.answered(question: number, .success(answer)))
            } catch {
                inbox.yield(.answered(question: number, .failure(error)))
            }
        }
    }
}
