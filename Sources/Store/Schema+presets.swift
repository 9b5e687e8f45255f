extension Schema {
    /// A thread has its settings by value, so that nothing that becomes of a preset reaches it; they stand behind all
    /// that the lists compare. `thread.preset` is the name of the preset they are of.
    static let settingsAndPresets = """
        ALTER TABLE thread ADD COLUMN preset TEXT;
        ALTER TABLE thread ADD COLUMN system TEXT;
        ALTER TABLE thread ADD COLUMN temperature REAL;
        ALTER TABLE thread ADD COLUMN topP REAL;
        ALTER TABLE thread ADD COLUMN maxTokens INTEGER;
        ALTER TABLE thread ADD COLUMN effort TEXT;

        CREATE TABLE preset (
            service TEXT NOT NULL,
            name TEXT NOT NULL,
            model TEXT,
            system TEXT,
            temperature REAL,
            topP REAL,
            maxTokens INTEGER,
            effort TEXT,
            UNIQUE (service, name)
        ) STRICT;
        """

    /// Few threads have a preset, and a limit looks for those.
    static let presetsByName = """
        CREATE INDEX threadByPreset ON thread (preset) WHERE preset IS NOT NULL;
        """
}
