/// One thing that is wrong in the file.
package struct ConfigurationProblem: Error, Hashable, Sendable {
    /// nil where it is about the file as a whole.
    package let line: Int?
    /// What is wrong: "the key urll is not known".
    package let what: String
    /// What was expected, or what to do: "did you mean url?".
    package let remedy: String

    package init(line: Int?, what: String, remedy: String) {
        self.line = line
        self.what = what
        self.remedy = remedy
    }

    /// "FILE:12: the key urll is not known: did you mean url?"
    package func text(file: String) -> String {
        let place = line.map { "\(file):\($0)" } ?? file
        return remedy.isEmpty ? "\(place): \(what)" : "\(place): \(what): \(remedy)"
    }
}

/// All that is wrong in the file, at least one thing, in the order of its lines.
package struct ConfigurationProblems: Error, Hashable, Sendable {
    package let all: [ConfigurationProblem]

    package init(_ problems: [ConfigurationProblem]) {
        all = problems.enumerated().sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
            .map(\.element)
    }
}
