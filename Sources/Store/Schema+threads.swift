extension Schema {
    /// Until here a thread was one line: each message follows the one before it.
    ///
    /// `thread.scope` says in which list a thread is; were it computed by SQLite, the indexes of the lists could not
    /// answer without the table. `title` holds titles, and `label.key` labels, as they are compared. `words` is the
    /// index of all words (`Grams`): its row is a message's place, or a title's and `WordIndex.titles`. It keeps neither
    /// texts nor where in them a word stands, and one row may be added to it in parts. Messages up to `backlog.through`
    /// are not in it yet.
    static let branchesAndMarks = """
        ALTER TABLE thread ADD COLUMN hasOwnTitle INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE thread ADD COLUMN isPinned INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE thread ADD COLUMN isArchived INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE thread ADD COLUMN deletedAt INTEGER;
        ALTER TABLE thread ADD COLUMN remoteTip TEXT;
        ALTER TABLE thread ADD COLUMN branch TEXT;
        ALTER TABLE thread ADD COLUMN scope TEXT NOT NULL DEFAULT 'current';

        DROP INDEX threadByActivity;
        CREATE INDEX threadByActivity ON thread (scope, isPinned DESC, activeAt DESC, id DESC, isUnread, hasFailed);
        CREATE INDEX threadByCreation ON thread (scope, isPinned DESC, createdAt DESC, id DESC, isUnread, hasFailed);
        CREATE INDEX threadByTitle ON thread (scope, isPinned DESC, title COLLATE NOCASE, id DESC, isUnread, hasFailed);
        CREATE INDEX threadByVoice ON thread (service, assistantID, assistantName);

        CREATE TABLE label (
            thread TEXT NOT NULL REFERENCES thread (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            key TEXT NOT NULL,
            PRIMARY KEY (thread, name)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX labelByKey ON label (key, thread);

        ALTER TABLE message ADD COLUMN parent TEXT;
        UPDATE message SET parent = (
            SELECT before.id FROM message AS before
            WHERE before.thread = message.thread AND before.place < message.place
            ORDER BY before.place DESC LIMIT 1);
        DROP INDEX messageRunning;
        CREATE INDEX messageRunning ON message (thread) WHERE state = 'running';
        CREATE INDEX messageQueued ON message (thread) WHERE state = 'queued';

        CREATE TABLE title (
            place INTEGER NOT NULL PRIMARY KEY,
            thread TEXT NOT NULL UNIQUE REFERENCES thread (id) ON DELETE CASCADE,
            text TEXT NOT NULL
        ) STRICT;
        INSERT INTO title (thread, text) SELECT id, folded(CAST(title AS BLOB)) FROM thread;

        CREATE TABLE backlog (through INTEGER NOT NULL) STRICT;

        """ + words

    /// `tally` is how long the three lists are: counting a hundred thousand rows would hold up the first frame.
    static let countedScopes = """
        CREATE TABLE tally (scope TEXT NOT NULL PRIMARY KEY, threads INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO tally
            SELECT scope, (SELECT count(*) FROM thread WHERE thread.scope = scopes.scope)
            FROM (SELECT 'current' AS scope UNION ALL SELECT 'archived' UNION ALL SELECT 'trash') AS scopes;
        CREATE TRIGGER threadMade AFTER INSERT ON thread BEGIN
            UPDATE tally SET threads = threads + 1 WHERE scope = NEW.scope;
        END;
        CREATE TRIGGER threadMoved AFTER UPDATE OF scope ON thread WHEN OLD.scope <> NEW.scope BEGIN
            UPDATE tally SET threads = threads - 1 WHERE scope = OLD.scope;
            UPDATE tally SET threads = threads + 1 WHERE scope = NEW.scope;
        END;
        CREATE TRIGGER threadErased AFTER DELETE ON thread BEGIN
            UPDATE tally SET threads = threads - 1 WHERE scope = OLD.scope;
        END;

        """

    /// The index, with all titles, and all messages as its backlog.
    static let words = """
        CREATE VIRTUAL TABLE words USING fts5 (
            pieces, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
        INSERT INTO words (rowid, pieces) SELECT place + (1 << 40), pieces(CAST(text AS BLOB)) FROM title;

        INSERT INTO backlog SELECT max(place) FROM message HAVING max(place) IS NOT NULL;
        """
}
