import Foundation
import GRDB

extension String {
    /// The bytes as an argument for `CAST(? AS TEXT)`.
    ///
    /// GRDB binds and reads strings as C strings, which end at the first NUL; a text of a service may hold one.
    var exact: Data { Data(utf8) }
}

extension Row {
    /// The text of a column selected as `CAST(column AS BLOB)`; empty when a damaged file holds something else.
    func text(_ column: Int) -> String { optionalText(column) ?? "" }

    func optionalText(_ column: Int) -> String? {
        switch (self[column] as DatabaseValue).storage {
        case .blob(let bytes): String(decoding: bytes, as: UTF8.self)
        case .string(let text): text
        default: nil
        }
    }

    /// Never traps on a damaged file, unlike the typed subscripts.
    func integer(_ column: Int) -> Int64 { optionalInteger(column) ?? 0 }

    func optionalInteger(_ column: Int) -> Int64? {
        guard case .int64(let number) = (self[column] as DatabaseValue).storage else { return nil }
        return number
    }

    func optionalNumber(_ column: Int) -> Double? {
        guard case .double(let number) = (self[column] as DatabaseValue).storage else { return nil }
        return number
    }

    func flag(_ column: Int) -> Bool { integer(column) != 0 }
}
