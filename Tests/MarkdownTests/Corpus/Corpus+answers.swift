extension Corpus {
    /// What models answer.
    static let answers: [Document] = [
        Document(
            name: "how to sort a dictionary",
            text: #"""
                You can sort a dictionary by its **values** in a few ways. Here is the most common one:

                ```python
                scores = {"ann": 3, "bob": 1, "cy": 2}
                by_value = dict(sorted(scores.items(), key=lambda item: item[1]))
                print(by_value)  # {'bob': 1, 'cy': 2, 'ann': 3}
                ```

                **How it works:**
                1. `scores.items()` gives pairs of key and value.
                2. `key=lambda item: item[1]` says that the *second* element decides.
                3. `dict(...)` keeps the order since Python 3.7.

                If you only need the three highest:

                ```python
                import heapq
                top = heapq.nlargest(3, scores, key=scores.get)
                ```

                > **Note:** For large inputs `nlargest` is faster, as it does not sort everything.

                Would you like to see how to do this in descending order?
                """#),
        Document(
            name: "a comparison",
            text: #"""
                ## Comparing the three databases

                | Feature | PostgreSQL | SQLite | DuckDB |
                |---------|:----------:|:------:|-------:|
                | Server needed | Yes | No | No |
                | Best for | Concurrent writes, many clients | Embedded use, small tools | Analytics over columns |
                | License | PostgreSQL License | Public domain | MIT |
                | Price | $0 | $0 | $0 |

                ### Recommendation

                For your case (about $5 to $10 a month, one writer) I would pick **SQLite**:

                - ✅ No server to run
                - ✅ One file to back up
                - ⚠️ One writer at a time
                  - readers are not blocked in *WAL* mode
                  - see <https://www.sqlite.org/wal.html>

                ---

                *Prices as of my knowledge; check before you buy.*
                """#),
        Document(
            name: "mathematics",
            text: #"""
                To solve $ax^2 + bx + c = 0$ we complete the square.

                Divide by $a$ (which is not zero):

                $$
                x^2 + \frac{b}{a}x = -\frac{c}{a}
                $$

                Then \(x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}\), so that

                \[ x_1 + x_2 = -\frac{b}{a} \]

                and $$x_1 x_2 = \frac{c}{a}$$ in the line. It costs $20 and $30 to prove, or 5$ and 6$.

                ```math
                \sum_{i=1}^{n} i = \frac{n(n+1)}{2}
                ```

                Escaped: \$5, `$code$`, and $ alone.
                """#,
            drawn: [
                "x^2", "b^2", "x_1", "x_2", #"\frac"#, #"\pm"#, #"\sqrt"#, #"\sum_{i=1}^{n}"#, "```math",
            ]),
        Document(
            name: "a plan with tasks",
            text: """
                # Migration plan

                Phase one
                =========

                - [x] Freeze the old schema
                - [x] Export everything
                    - [x] users
                    - [ ] attachments (about 40 GB, see [the ticket](https://tracker.example/T-1 "Ticket one"))
                - [ ] Import
                1. [ ] stop the workers
                2. [ ] run `import --all --verify`
                3. [x] warm the caches

                Phase two
                ---------
                Nothing yet.
                """),
        Document(
            name: "a review with a diff",
            text: """
                I found two problems in `Loader.swift`.

                1. **The file is never closed.** After an error the handle leaks:

                   ```diff
                   - let file = open(path)
                   - parse(file)
                   + let file = open(path)
                   + defer { close(file) }
                   + try parse(file)
                   ```

                   With `defer` it is closed on each way out.

                2. **The comparison is wrong.**
                   ```swift
                   if count = 0 { return }
                   ```
                   You meant `==`.

                   | before | after |
                   |--------|-------|
                   | `=`    | `==`  |

                Apart from that:
                > Looks good to me.
                > Ship it.
                """),
        Document(
            name: "an answer with footnotes",
            text: """
                The weft[^1] crosses the warp[^warp]. Both are older than writing[^2][^3].

                [^1]: The thread drawn through.
                [^warp]: The threads that are held in tension.
                    They run lengthwise.

                    - in looms
                    - in frames

                [^2]: See `Barber, 1991`.
                [^3]:
                    A note that begins below its mark.

                Done[^missing].
                """),
        Document(
            name: "a shell session",
            text: """
                Run this:

                ```sh
                $ sudo apt-get update && sudo apt-get install -y build-essential libncursesw5-dev pkg-config
                $ cat <<'END' > /tmp/file
                	tabbed	text
                END
                ```

                It prints something like

                    Reading package lists... Done
                    	0 upgraded

                and then `$ ` again.
                """),
        Document(
            name: "a recipe in one breath",
            text: """
                Sure! Ingredients: flour, water, salt — that's all. Mix **500 g flour** with *350 ml water*, add 10 g salt, knead \
                for ten minutes, let it rest (covered!) for an hour, fold it twice, let it rest again, shape it, and bake it at \
                250 °C for 35 minutes. Don't open the oven during the first 15 minutes; steam matters. Afterwards let it cool on a \
                rack – otherwise the crust gets soft… Enjoy!
                """),
        Document(
            name: "an answer that was stopped",
            text: """
                Here is the function you asked for:

                ```typescript
                export async function load<T>(url: string): Promise<T> {
                  const response = await fetch(url);
                  if (!response.ok) {
                    throw new Error(`status ${respon
                """),
        Document(
            name: "markup shown as text",
            text: """
                Use a <kbd>Ctrl</kbd> key, or a break:<br>like this.

                <details>
                <summary>More</summary>

                Inside **Markdown** again.

                </details>

                <!-- a comment
                of two lines -->

                <script>
                let x = "# no heading";

                </script>
                AT&amp;T &copy; &#x2192; &unknown;
                """, drawn: ["br", "amp", "copy", "x2192"]),
    ]
}
