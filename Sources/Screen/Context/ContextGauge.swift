import ChatModel

/// How full the context of the thread shown is; counted anew only when it may have changed.
struct ContextGauge {
    private var thread: ThreadID?
    private var use: ContextUse?

    mutating func use(of shown: ThreadID, in session: SessionState) -> ContextUse? {
        guard thread != shown else { return use }
        thread = shown
        use = session.contextUse(of: shown)
        return use
    }

    /// Sees what is about to be applied to the session.
    ///
    /// Of a reply that is being made only its end counts, so that growth costs nothing.
    mutating func note(_ event: Event) {
        switch event {
        case .threadSaved, .threadOpened, .messageAdded, .messageRemoved, .messageStateChanged, .branchCut,
            .branchChosen,
            .threadsErased, .threadRead, .serviceChanged, .assistantsChanged:
            thread = nil
        case .messagePartSet(_, _, let part) where part.kind == .usage || part.kind == .cut: thread = nil
        default: return
        }
    }
}

extension ScreenState {
    /// How full the context of the thread shown is, if that is known.
    var shownContext: ContextUse? {
        mutating get { threads.selected.flatMap { gauge.use(of: $0, in: session) } }
    }

    /// The summary that is being written beside the thread shown.
    var shownSummary: SummaryWork? { threads.selected.flatMap { session.summaries[$0] } }
}
