package import Screen

/// Theme files by their names, in the order in which they are looked for.
package struct ThemeLibrary: Hashable, Sendable {
    package let files: [ThemeFile]

    package init(_ files: [ThemeFile]) { self.files = files }

    /// The names there are, each once, in the order of the alphabet.
    package var names: [String] { Set(files.map(\.name)).sorted() }

    /// All themes.
    package var shelf: ThemeShelf { ThemeShelf(names.compactMap(entry)) }

    /// The theme of a name, or what is wrong with it; nil if there is no file of that name.
    package func entry(_ name: String) -> ThemeEntry? {
        files.firstIndex { $0.name == name }.map { entry(at: $0) }
    }

    private func entry(at index: Int) -> ThemeEntry {
        let file = files[index]
        switch theme(at: index) {
        case .success(let (theme, ground)): return ThemeEntry(theme, ground: ground, place: file.place)
        case .failure(let problems):
            let words = problems.all.map { $0.text(file: file.place) }
            return ThemeEntry(wrong: file.name, place: file.place, problem: words.first ?? file.place)
        }
    }

    /// Everything that is wrong in a theme's file, with file and line.
    package func problems(of name: String) -> [String] {
        guard let index = files.firstIndex(where: { $0.name == name }),
            case .failure(let problems) = theme(at: index)
        else { return [] }
        return problems.all.map { $0.text(file: files[index].place) }
    }

    private func theme(at index: Int) -> Result<(Theme, ThemeGround), ConfigurationProblems> {
        document(at: index, in: []).flatMap { own, documents in
            do throws(ThemeFaults) {
                let ground = documents.lazy.compactMap(\.source.ground).first ?? .any
                return .success((try Theme(documents.map(\.source)), ground))
            } catch {
                return .failure(ConfigurationProblems(error.all.map(own.problem)))
            }
        }
    }

    /// A file with all that it inherits.
    /// - Parameter heirs: the files that inherit it, which it cannot inherit itself.
    private func document(
        at index: Int, in heirs: [Int]
    ) -> Result<(ThemeDocument, [ThemeDocument]), ConfigurationProblems> {
        ThemeDocument.read(files[index]).flatMap { own in
            guard let name = own.source.inherits else { return .success((own, [own])) }
            // A file that inherits its own name means the next of that name.
            let taken = heirs + [index]
            guard let parent = files.indices.first(where: { files[$0].name == name && !taken.contains($0) }) else {
                return .failure(ConfigurationProblems([unknownParent(name, of: own)]))
            }
            return document(at: parent, in: taken).flatMap(whole).map { (own, [own] + $0.1) }.mapError { problems in
                let words = problems.all.first?.text(file: files[parent].place) ?? name
                return ConfigurationProblems([own.problem(at: "inherits", "inherits \(name), which is wrong", words)])
            }
        }
    }

    /// A document as it is, if all in it and in what it inherits is right.
    private func whole(
        _ document: ThemeDocument, with inherited: [ThemeDocument]
    ) -> Result<(ThemeDocument, [ThemeDocument]), ConfigurationProblems> {
        do throws(ThemeFaults) {
            _ = try Theme(inherited.map(\.source))
            return .success((document, inherited))
        } catch {
            return .failure(ConfigurationProblems(error.all.map(document.problem)))
        }
    }

    private func unknownParent(_ name: String, of document: ThemeDocument) -> ConfigurationProblem {
        if names.contains(name) {
            return document.problem(at: "inherits", "inherits \(name), which inherits this theme")
        }
        let meant = NearestName.of(name, in: names).map { "did you mean \($0)?" }
        return document.problem(
            at: "inherits", "there is no theme \(name)", meant ?? "themes: \(names.joined(separator: ", "))")
    }
}
