import Testing

/// Documents that were written to be laid out: answers as models give them, every block in every other, many scripts, and
/// what nobody should send.
enum Corpus {
    struct Document: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        /// Pieces of the source that are drawn as what they mean, such as `<br>` and `&amp;`, or in another order.
        var drawn: Set<String> = []

        var testDescription: String { name }
    }

    /// What `everyBlock` has of that.
    static let everyFormula: Set = ["mc^2"]

    static let all = answers + nested + scripts + strange + huge

    /// Every kind of block, one after the other.
    static let everyBlock = #"""
        # First heading

        A paragraph with *emphasis*, **strength**, `code`, ~~regret~~ and a [link](https://example.org/path).
        Its second line.

        Second heading
        ---

        - bullet one
        - bullet two

          loose text

        1. number one
        2. number two
           - deeper

        - [ ] open task
        - [x] done task

        > quoted words

        | Left | Right |
        |:-----|------:|
        | cell | 12 |

        ```python
        def fenced():
            return "kept  as is"
        ```

            indented code

        <section>
        written markup
        </section>

        ***

        $$
        e = mc^2
        $$

        Mentioned[^note].

        [^note]: Explained below.

        """#

    /// A text with every line behind a prefix, the first one behind another.
    static func indented(_ text: String, first: String, rest: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.isEmpty ? String(rest.reversed().drop { $0 == " " }.reversed()) : rest + line
        }
        lines[0] = first + lines[0].dropFirst(rest.count)
        return lines.joined(separator: "\n")
    }
}
