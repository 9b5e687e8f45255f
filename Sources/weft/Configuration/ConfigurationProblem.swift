/// One thing that is wrong in the file.
struct ConfigurationProblem: Error, Hashable {
    /// nil where it is about the file as a whole.
    let line: Int?
    /// What is wrong: "the key urll is not known".
    let what: String
    /// What was expected, or what to do: "did you mean url?".
    let remedy: String

    /// "FILE:12: the key urll is not known: did you mean url?"
    func text(file: String) -> String {
        let place = line.map { "\(file):\($0)" } ?? file
        return remedy.isEmpty ? "\(place): \(what)" : "\(place): \(what): \(remedy)"
    }
}

/// All that is wrong in the file, at least one thing, in the order of its lines.
struct ConfigurationProblems: Error, Hashable {
    let all: [ConfigurationProblem]

    init(_ problems: [ConfigurationProblem]) {
        all = problems.enumerated().sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
            .map(\.element)
    }
}
