import TOMLKit

/// A value of a TOML document, free of the library's storage.
package enum ConfigurationValue: Hashable, Sendable {
    case string(String)
    case bool(Bool)
    case array([ConfigurationValue])
    case table([String: ConfigurationValue])
    case integer(Int)
    /// One that is no integer.
    case number(Double)
    /// A date or a time, none of which has a place in this file.
    case other(String)

    /// "a string"
    package var words: String {
        switch self {
        case .string: "a string"
        case .bool: "true or false"
        case .array: "an array"
        case .table: "a table"
        case .integer: "an integer"
        case .number: "a number"
        case .other(let name): name
        }
    }

    init(_ value: some TOMLValueConvertible) {
        switch value.type {
        case .string: self = .string(value.string ?? "")
        case .bool: self = .bool(value.bool ?? false)
        case .array: self = .array((value.array.map(Array.init) ?? []).map { ConfigurationValue($0.tomlValue) })
        case .table: self = .table(value.table.map(Self.members) ?? [:])
        case .int: self = value.int.map { .integer($0) } ?? .other("an integer")
        case .double: self = value.double.map { .number($0) } ?? .other("a number")
        case .date, .time, .dateTime: self = .other("a date or a time")
        }
    }

    /// The members of a document, or what is no TOML in it.
    package static func document(_ text: String) -> Result<[String: ConfigurationValue], ConfigurationProblem> {
        // The library takes its text up to the first NUL.
        if let zero = text.utf8.firstIndex(of: 0) {
            let line = text.utf8[..<zero].count { $0 == UInt8(ascii: "\n") } + 1
            return .failure(ConfigurationProblem(line: line, what: "there is a NUL in the file", remedy: "remove it"))
        }
        do {
            return .success(members(try TOMLTable(string: text)))
        } catch let error as TOMLParseError {
            return .failure(
                ConfigurationProblem(
                    line: max(1, error.source.begin.line), what: "this is not TOML",
                    remedy: withoutQuotes(error.description)))
        } catch {
            return .failure(ConfigurationProblem(line: nil, what: "this is not TOML", remedy: ""))
        }
    }

    private static func members(_ table: TOMLTable) -> [String: ConfigurationValue] {
        let values = table.keys.compactMap { key in table[key].map { (key, ConfigurationValue($0.tomlValue)) } }
        return Dictionary(values) { first, _ in first }
    }

    /// The library repeats what it saw, between quotation marks; in this file that may be a piece of a key.
    private static func withoutQuotes(_ words: String) -> String {
        words.replacing(#/ ?['"][^\n]*['"]/#, with: "")
    }
}
