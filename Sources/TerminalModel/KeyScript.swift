/// Keys written as text, for tests and recordings: `"hello<Enter><Esc>"`. A `<` itself is `<lt>`.
package enum KeyScript {
    /// - Returns: nil if a name between `<` and `>` is no key.
    package static func keys(_ script: String) -> [Key]? {
        var keys: [Key] = []
        var rest = Substring(script)
        while let first = rest.popFirst() {
            guard first == "<" else {
                keys.append(first == "\n" ? Key(.enter) : Key(.character(first)))
                continue
            }
            guard let close = rest.firstIndex(of: ">") else { return nil }
            let name = String(rest[..<close])
            rest = rest[rest.index(after: close)...]
            guard let key = name == "lt" ? Key(.character("<")) : Key(name) else { return nil }
            keys.append(key)
        }
        return keys
    }
}
