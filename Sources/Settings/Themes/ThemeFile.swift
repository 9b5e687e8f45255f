package import Screen

/// A theme file as it was found, read or not.
package struct ThemeFile: Hashable, Sendable {
    package let name: String
    /// The path, as it is said to the person; "built in" for the program's own.
    package let place: String
    /// What is in it, or why that is not known.
    package let text: Result<String, ConfigurationProblem>

    package init(name: String, place: String, text: Result<String, ConfigurationProblem>) {
        self.name = name
        self.place = place
        self.text = text
    }
}

/// A theme file taken apart: what it says, and where.
struct ThemeDocument {
    let source: ThemeSource
    private let places: KeyPlaces
    /// The keys of the styles as they stand in the file: `"code.keyword"`, or `keyword` in a table `[code]`.
    private let paths: [String: [String]]

    static func read(_ file: ThemeFile) -> Result<ThemeDocument, ConfigurationProblems> {
        switch file.text.flatMap({ text in ConfigurationValue.document(text).map { (text, $0) } }) {
        case .failure(let problem): return .failure(ConfigurationProblems([problem]))
        case .success(let (text, document)):
            var reader = ThemeReader(name: file.name, places: KeyPlaces(text))
            reader.read(document)
            guard reader.problems.isEmpty else { return .failure(ConfigurationProblems(reader.problems)) }
            return .success(ThemeDocument(source: reader.source, places: reader.places, paths: reader.paths))
        }
    }

    /// In words, with its line.
    func problem(_ fault: ThemeFault) -> ConfigurationProblem {
        let (path, name) =
            switch fault.place {
            case .palette(let name): (["palette", name], name)
            case .style(let name): (paths[name] ?? [name], name)
            }
        let meant = fault.unknown.flatMap { NearestName.of($0, in: fault.known) }.map { "did you mean \($0)?" }
        let what = fault.unknown == name ? fault.what : "\(name): \(fault.what)"
        return ConfigurationProblem(line: places.line(of: path), what: what, remedy: meant ?? "")
    }

    func problem(at key: String, _ what: String, _ remedy: String = "") -> ConfigurationProblem {
        ConfigurationProblem(line: places.line(of: [key]), what: what, remedy: remedy)
    }
}

/// Goes through the document of a theme once, and notes what has the wrong shape.
private struct ThemeReader {
    var source: ThemeSource
    var paths: [String: [String]] = [:]
    var problems: [ConfigurationProblem] = []
    let places: KeyPlaces

    init(name: String, places: KeyPlaces) {
        self.source = ThemeSource(name: name)
        self.places = places
    }

    mutating func read(_ document: [String: ConfigurationValue]) {
        for (key, value) in document.sorted(by: { $0.key < $1.key }) {
            switch (key, value) {
            case ("inherits", .string(let name)): source.inherits = name
            case ("background", .string(let word)) where ThemeGround(rawValue: word) != nil:
                source.ground = ThemeGround(rawValue: word)
            case ("palette", .table(let colors)):
                for (name, color) in colors { source.palette[name] = text(color, at: ["palette", name]) }
            case ("inherits", _): note([key], "inherits is \(value.words)", "give the name of a theme as a string")
            case ("background", _):
                note([key], "background is not known", "it takes \"dark\", \"light\" or \"any\"")
            case ("palette", _): note([key], "palette is \(value.words)", "write it as a table [palette]")
            default: style(value, at: [key])
            }
        }
    }

    /// A style, or a table of styles whose names go on with a dot.
    private mutating func style(_ value: ConfigurationValue, at path: [String]) {
        if case .table(let styles) = value {
            for (key, value) in styles.sorted(by: { $0.key < $1.key }) { style(value, at: path + [key]) }
            return
        }
        let name = path.joined(separator: ".")
        paths[name] = path
        source.styles[name] = text(value, at: path)
    }

    private mutating func text(_ value: ConfigurationValue, at path: [String]) -> String? {
        switch value {
        case .string(let text): return text
        case .integer(let number): return String(number)
        default:
            note(path, "\(path.last ?? "") is \(value.words)", "write a colour, as \"#88c0d0\", or a style")
            return nil
        }
    }

    private mutating func note(_ path: [String], _ what: String, _ remedy: String) {
        problems.append(ConfigurationProblem(line: places.line(of: path), what: what, remedy: remedy))
    }
}
