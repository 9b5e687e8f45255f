package import ChatModel
import GRDB

extension ThreadDatabase {
    /// Makes events durable, all or none, in their order. Returns when they are on the disk.
    ///
    /// Keeps threads, messages with their states, growth of text, drafts and presets. Passes over other events, and
    /// what is said of a thread or a message that is not there. After a failure nothing of `events` is kept; the same
    /// events can be recorded again.
    package func record(_ events: [Event]) async throws(Failure) {
        if let readOnly { throw readOnly }
        let wasRemade = try await perform(.record) { database in
            try database.withSoundWords { try database.record(events) }
        }
        if wasRemade { indexBacklog() }
    }
}

extension Database {
    fileprivate func record(_ events: [Event]) throws {
        for event in events { try record(event) }
        try followTitles(of: events)
    }

    /// An index that is damaged is made anew: it must never keep a message from being saved.
    ///
    /// - Returns: that it was.
    fileprivate func withSoundWords(_ body: () throws -> Void) throws -> Bool {
        do {
            try inSavepoint {
                try body()
                return .commit
            }
            return false
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CORRUPT_VTAB {
            try remakeWords()
            try body()
            return true
        }
    }

    private func record(_ event: Event) throws {
        switch event {
        case .threadSaved(let thread): try save(thread)
        case .threadsErased(let threads): for thread in threads { try erase(thread) }
        case .branchChosen(let thread, let id): try choose(id, of: thread)
        case .messageAdded(let message): try add(message)
        case .messageRemoved(let thread, let id): try remove(id, from: thread)
        case .replyGrew(let thread, let id, let piece): try grow(id, in: thread, by: piece)
        case .replyReplaced(let thread, let id, let text): try replace(id, in: thread, with: text)
        case .messagePartSet(let thread, let id, let part): try set(part, of: id, in: thread)
        case .messagePartGrew(let thread, let id, let part, let piece):
            try grow(part, of: id, in: thread, by: piece)
        case .messageStateChanged(let thread, let id, let state): try change(id, in: thread, to: state)
        case .draftSaved(let thread, let text): try saveDraft(text, in: thread)
        case .presetSaved(let preset): try save(preset)
        case .presetDeleted(let preset): try delete(preset)
        case .threadsListed, .threadRead, .threadFound, .searchAnswered, .threadOpened, .branchCut, .runChanged,
            .runEnded, .summaryChanged, .serviceChanged, .choiceChanged, .assistantsChanged, .assistantEdited,
            .promptReturned, .presetsRead, .titlesAwaited, .troubleChanged:
            break
        }
    }

    /// An upsert that changes the row in place: replacing it would take the messages with it.
    private func save(_ thread: ChatThread) throws {
        try cachedStatement(
            sql: """
                INSERT INTO thread (id, title, createdAt, activeAt, isUnread, hasFailed, isEmpty, service, remoteID,
                    assistantID, assistantName, hasOwnTitle, isPinned, isArchived, deletedAt, remoteTip, scope,
                    preset, system, temperature, topP, maxTokens, effort)
                VALUES (CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?, ?, ?, CAST(? AS TEXT), CAST(? AS TEXT),
                    CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?, ?, CAST(? AS TEXT), ?,
                    CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET title = excluded.title, activeAt = excluded.activeAt,
                    isUnread = excluded.isUnread, hasFailed = excluded.hasFailed, isEmpty = excluded.isEmpty,
                    service = excluded.service, remoteID = excluded.remoteID,
                    assistantID = excluded.assistantID, assistantName = excluded.assistantName,
                    hasOwnTitle = excluded.hasOwnTitle, isPinned = excluded.isPinned,
                    isArchived = excluded.isArchived, deletedAt = excluded.deletedAt, remoteTip = excluded.remoteTip,
                    scope = excluded.scope, preset = excluded.preset, system = excluded.system,
                    temperature = excluded.temperature, topP = excluded.topP, maxTokens = excluded.maxTokens,
                    effort = excluded.effort
                """
        ).execute(
            arguments: [
                thread.id.text.exact, thread.title.exact, thread.createdAt.milliseconds, thread.activeAt.milliseconds,
                thread.isUnread, thread.hasFailed, thread.isEmpty, thread.service.text.exact, thread.remoteID?.exact,
                thread.assistant?.id.text.exact, thread.assistant?.name.exact, thread.hasOwnTitle, thread.isPinned,
                thread.isArchived, thread.deletedAt?.milliseconds, thread.remoteTip?.text.exact,
                thread.scope.rawValue, thread.preset?.exact,
            ] + thread.settings.arguments)
        try saveLabels(of: thread)
    }

    private func saveLabels(of thread: ChatThread) throws {
        let id = thread.id.text.exact
        let old = try Row.fetchAll(
            cachedStatement(sql: "SELECT CAST(name AS BLOB) FROM label WHERE thread = CAST(? AS TEXT) ORDER BY name"),
            arguments: [id])
        guard old.map({ $0.text(0) }) != thread.labels else { return }
        try cachedStatement(sql: "DELETE FROM label WHERE thread = CAST(? AS TEXT)").execute(arguments: [id])
        for label in thread.labels {
            try cachedStatement(
                sql: """
                    INSERT INTO label (thread, name, key) VALUES (CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT))
                    """
            ).execute(arguments: [id, label.exact, FoldedText(label).trimmed.data])
        }
    }

    /// The index forgets the words, then all that hangs on the thread goes with it.
    private func erase(_ thread: ThreadID) throws {
        let places = try Int64.fetchAll(
            cachedStatement(sql: "SELECT place FROM message WHERE thread = CAST(? AS TEXT) ORDER BY place"),
            arguments: [thread.text.exact])
        for place in places { try removeWords(ofMessageAt: place) }
        if let title = try title(of: thread) {
            try removeWords(of: title.text, at: title.place + WordIndex.titles)
        }
        try cachedStatement(sql: "DELETE FROM thread WHERE id = CAST(? AS TEXT)").execute(arguments: [thread.text.exact]
        )
    }

    private func choose(_ branch: MessageID, of thread: ThreadID) throws {
        try cachedStatement(sql: "UPDATE thread SET branch = CAST(? AS TEXT) WHERE id = CAST(? AS TEXT)")
            .execute(arguments: [branch.text.exact, thread.text.exact])
    }

    private func add(_ message: Message) throws {
        let state = StoredState(message.state)
        try cachedStatement(
            sql: """
                INSERT INTO message
                    (thread, id, role, text, createdAt, parent, answers, author, state, outcome, what, why, remedy)
                SELECT id, CAST(? AS TEXT), ?, CAST(? AS TEXT), ?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT),
                    ?, ?,
                    CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT)
                FROM thread WHERE id = CAST(? AS TEXT)
                ON CONFLICT (id) DO NOTHING
                """
        ).execute(arguments: [
            message.id.text.exact, message.role.rawValue, message.text.exact, message.createdAt.milliseconds,
            message.parent?.text.exact, message.answers?.text.exact, message.author.exact, state.name, state.outcome,
            state.failure?.what.exact,
            state.failure?.why.exact, state.failure?.remedy.exact, message.thread.text.exact,
        ])
        if changesCount > 0 {
            try addWords(of: FoldedText(message.text), at: lastInsertedRowID, isOpen: message.state == .running)
        }
        for part in message.parts { try set(part, of: message.id, in: message.thread) }
    }

    private func set(_ part: MessagePart, of id: MessageID, in thread: ThreadID) throws {
        guard let place = try place(of: id, in: thread) else { return }
        try cachedStatement(
            sql: """
                INSERT INTO part (message, id, kind, title, text)
                VALUES (?, CAST(? AS TEXT), ?, CAST(? AS TEXT), CAST(? AS TEXT))
                ON CONFLICT (message, id) DO UPDATE SET kind = excluded.kind, title = excluded.title,
                    text = excluded.text
                """
        ).execute(arguments: [place, part.id.exact, part.kind.rawValue, part.title.exact, part.text.exact])
    }

    private func grow(_ part: String, of id: MessageID, in thread: ThreadID, by piece: String) throws {
        guard let place = try place(of: id, in: thread) else { return }
        try cachedStatement(
            sql: "UPDATE part SET text = text || CAST(? AS TEXT) WHERE message = ? AND id = CAST(? AS TEXT)"
        ).execute(arguments: [piece.exact, place, part.exact])
    }

    private func remove(_ id: MessageID, from thread: ThreadID) throws {
        guard let place = try place(of: id, in: thread) else { return }
        try cachedStatement(
            sql: """
                UPDATE message SET parent = (SELECT parent FROM message WHERE place = ?)
                WHERE thread = CAST(? AS TEXT) AND parent = CAST(? AS TEXT)
                """
        ).execute(arguments: [place, thread.text.exact, id.text.exact])
        try removeWords(ofMessageAt: place)
        try cachedStatement(sql: "DELETE FROM message WHERE place = ?").execute(arguments: [place])
    }

    private func grow(_ id: MessageID, in thread: ThreadID, by piece: String) throws {
        guard let place = try place(of: id, in: thread) else { return }
        try addWords(growing: piece, of: place)
        try cachedStatement(sql: "INSERT INTO fragment (message, text) VALUES (?, CAST(? AS TEXT))")
            .execute(arguments: [place, piece.exact])
    }

    private func replace(_ id: MessageID, in thread: ThreadID, with text: String) throws {
        guard let place = try place(of: id, in: thread) else { return }
        try removeWords(ofMessageAt: place)
        try cachedStatement(sql: "DELETE FROM fragment WHERE message = ?").execute(arguments: [place])
        try cachedStatement(sql: "UPDATE message SET text = CAST(? AS TEXT) WHERE place = ?")
            .execute(arguments: [text.exact, place])
        if try !isInBacklog(place) { try addWords(of: FoldedText(text), at: place, isOpen: isRunning(place)) }
    }

    private func change(_ id: MessageID, in thread: ThreadID, to state: MessageState) throws {
        guard let place = try place(of: id, in: thread) else { return }
        if try state != .running && isRunning(place) { try closeWords(of: place) }
        try write(StoredState(state), at: place)
        if state.isFinal { try fold(place) }
    }

    private func isRunning(_ place: Int64) throws -> Bool {
        try Bool.fetchOne(
            cachedStatement(sql: "SELECT state = 'running' FROM message WHERE place = ?"), arguments: [place]) ?? false
    }

    private func saveDraft(_ text: String, in thread: ThreadID) throws {
        guard !text.isEmpty else {
            return try cachedStatement(sql: "DELETE FROM draft WHERE thread = CAST(? AS TEXT)")
                .execute(arguments: [thread.text.exact])
        }
        try cachedStatement(
            sql: """
                INSERT INTO draft (thread, text) SELECT id, CAST(? AS TEXT) FROM thread WHERE id = CAST(? AS TEXT)
                ON CONFLICT (thread) DO UPDATE SET text = excluded.text
                """
        ).execute(arguments: [text.exact, thread.text.exact])
    }

    private func place(of id: MessageID, in thread: ThreadID) throws -> Int64? {
        try Int64.fetchOne(
            cachedStatement(
                sql: "SELECT place FROM message WHERE id = CAST(? AS TEXT) AND thread = CAST(? AS TEXT)"),
            arguments: [id.text.exact, thread.text.exact])
    }
}

extension Database {
    func write(_ state: StoredState, at place: Int64) throws {
        try cachedStatement(
            sql: """
                UPDATE message SET state = ?, outcome = ?, what = CAST(? AS TEXT), why = CAST(? AS TEXT),
                    remedy = CAST(? AS TEXT) WHERE place = ?
                """
        ).execute(arguments: [
            state.name, state.outcome, state.failure?.what.exact, state.failure?.why.exact,
            state.failure?.remedy.exact, place,
        ])
    }

    /// Moves the growth of a message into its text.
    func fold(_ place: Int64) throws {
        let rows = try Row.fetchCursor(
            cachedStatement(sql: "SELECT CAST(text AS BLOB) FROM fragment WHERE message = ? ORDER BY sequence"),
            arguments: [place])
        var growth = ""
        while let row = try rows.next() { growth += row.text(0) }
        guard !growth.isEmpty else { return }
        try cachedStatement(sql: "UPDATE message SET text = text || CAST(? AS TEXT) WHERE place = ?")
            .execute(arguments: [growth.exact, place])
        try cachedStatement(sql: "DELETE FROM fragment WHERE message = ?").execute(arguments: [place])
    }
}
