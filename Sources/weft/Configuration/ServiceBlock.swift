/// A `[services.NAME]` table as it is written into the file.
struct ServiceBlock: Hashable, Sendable {
    enum Value: Hashable, Sendable {
        case string(String)
        case strings([String])
        case bool(Bool)
    }

    let name: String
    var settings: [(ServiceSetting, Value)] = []

    init(name: String, kind: ServiceKind, url: String) {
        self.name = name
        settings = [(.kind, .string(kind.rawValue)), (.url, .string(url))]
    }

    /// What comes first is written first.
    mutating func set(_ setting: ServiceSetting, _ value: Value) { settings.append((setting, value)) }

    /// TOML, with a line break at its end.
    var text: String {
        "[services.\(name)]\n" + settings.map { "\($0.rawValue) = \(Self.toml($1))\n" }.joined()
    }

    static func toml(_ value: Value) -> String {
        switch value {
        case .string(let text): quoted(text)
        case .strings(let words): "[\(words.map(quoted).joined(separator: ", "))]"
        case .bool(let answer): "\(answer)"
        }
    }

    /// A basic string of TOML 1.0.
    static func quoted(_ text: String) -> String {
        let letters = text.unicodeScalars.map { letter in
            switch letter {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\t": "\\t"
            case "\r": "\\r"
            case _ where letter.value < 0x20 || letter.value == 0x7F:
                "\\u" + String(0x10000 + letter.value, radix: 16).dropFirst()
            default: String(letter)
            }
        }
        return "\"\(letters.joined())\""
    }

    static func == (first: ServiceBlock, second: ServiceBlock) -> Bool { first.text == second.text }

    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
