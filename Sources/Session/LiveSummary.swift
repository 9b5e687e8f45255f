import ChatModel

/// A summary that is being written beside its thread, with what it takes to stop it.
struct LiveSummary {
    /// As the fronts know it.
    var work: SummaryWork
    /// What its service is being asked now.
    var question: AsideQuestion?
    var writer: Task<Void, Never>?

    init(startedAt: Timestamp) { work = SummaryWork(startedAt: startedAt) }

    /// Stops it without waiting for what comes of that.
    func abandon() {
        question?.abandon()
        writer?.cancel()
    }
}

/// What is to be summarised, in pieces that the model can hold; each is asked about with the summary of those before.
struct SummaryPlan {
    let pieces: [[Message]]

    /// What the model is asked.
    static let wish = """
        Summarise the conversation above, so that it can go on from your summary alone: its text will not be there any \
        more. Keep what was asked for and decided, names, numbers, code that is still needed, and what is open. Write in \
        the language of the conversation. Answer with the summary and nothing else.
        """

    /// - Parameters:
    ///   - told: What is left out, as a service would be told.
    ///   - room: How many tokens a piece may have. A message that has more is a piece of its own.
    init(of told: [Message], room: Int) {
        var pieces: [[Message]] = []
        var free = 0
        for message in told {
            let tokens = TokenEstimate.tokens(of: message)
            if pieces.isEmpty || tokens > free {
                pieces.append([])
                free = room
            }
            pieces[pieces.count - 1].append(message)
            free -= tokens
        }
        self.pieces = pieces
    }
}
