import TerminalModel

/// What a theme file says, in its own words.
package struct ThemeSource: Hashable, Sendable {
    package var name: String
    /// The theme that what is not named here is taken from.
    package var inherits: String?
    package var ground: ThemeGround?
    /// Names of its own for colours.
    package var palette: [String: String]
    /// By the names of styles, which may be ones that do not exist.
    package var styles: [String: String]

    package init(
        name: String, inherits: String? = nil, ground: ThemeGround? = nil, palette: [String: String] = [:],
        styles: [String: String] = [:]
    ) {
        self.name = name
        self.inherits = inherits
        self.ground = ground
        self.palette = palette
        self.styles = styles
    }
}

/// The background that a theme is made for, where it has none of its own.
package enum ThemeGround: String, CaseIterable, Hashable, Sendable {
    case dark, light, any
}

/// One thing that is wrong in a theme file.
package struct ThemeFault: Hashable, Sendable {
    package enum Place: Hashable, Sendable {
        case palette(String)
        case style(String)
    }

    package let place: Place
    /// "there is no style code.keywrd"
    package let what: String
    /// The word that is not known, and those that are.
    package var unknown: String?
    package var known: [String] = []
}

package struct ThemeFaults: Error, Hashable, Sendable {
    package let all: [ThemeFault]
}

extension ThemeSource {
    /// The styles of these sources, the first before the next.
    /// - Throws: what is wrong in the first.
    static func read(_ sources: [ThemeSource]) throws(ThemeFaults) -> [StyleName: Style] {
        var faults: [ThemeFault] = []
        var palette: [String: Color] = [:]
        var styles: [StyleName: Style] = [:]
        for (index, source) in sources.enumerated() {
            let found = source.readPalette(into: &palette)
            if index == 0 { faults += found }
        }
        for (index, source) in sources.enumerated() {
            let found = source.readStyles(into: &styles, palette)
            if index == 0 { faults += found }
        }
        guard faults.isEmpty else { throw ThemeFaults(all: faults) }
        return styles
    }

    /// Adds the colours that have no such name yet.
    private func readPalette(into colors: inout [String: Color]) -> [ThemeFault] {
        var faults: [ThemeFault] = []
        for (name, text) in palette.sorted(by: { $0.key < $1.key }) where colors[name] == nil {
            switch StyleText.color(text, palette: [:]) {
            case .success(let color): colors[name] = color
            case .failure(let problem): faults.append(problem.fault(at: .palette(name)))
            }
        }
        return faults
    }

    /// Adds the styles that are not there yet.
    private func readStyles(into read: inout [StyleName: Style], _ palette: [String: Color]) -> [ThemeFault] {
        var faults: [ThemeFault] = []
        for (key, text) in styles.sorted(by: { $0.key < $1.key }) {
            guard let name = StyleName(rawValue: key) else {
                faults.append(.unknown(key))
                continue
            }
            guard read[name] == nil else { continue }
            switch StyleText.style(text, palette: palette) {
            case .success(let style): read[name] = style
            case .failure(let problem): faults.append(problem.fault(at: .style(key)))
            }
        }
        return faults
    }
}

extension ThemeFault {
    fileprivate static func unknown(_ name: String) -> ThemeFault {
        ThemeFault(
            place: .style(name), what: "there is no style \(name)", unknown: name,
            known: StyleName.allCases.map(\.rawValue))
    }
}
