/// Why a record of a file is not imported, in words that follow its name: "it has no messages".
struct RecordProblem: Error, Hashable, Sendable {
    let why: String

    init(_ why: String) { self.why = why }
}
