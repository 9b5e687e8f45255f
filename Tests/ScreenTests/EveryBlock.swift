/// An answer as a model could give it, with every kind of block that Weft lays out.
enum EveryBlock {
    static let text = #"""
        # A report on looms

        A loom holds the *warp* under tension while the **weft** is drawn through it; see [the history of
        weaving](https://example.org/weaving "An old page") or write to <weaver@example.org>. Some call it ~~magic~~
        craft. In code it is `warp.draw(weft)`, and H~2~O is water.

        ## Kinds of loom

        1. The **backstrap** loom
           - needs a tree
           - and patience:
             it is slow
        2. The floor loom
        3. The Jacquard loom

           It reads *punched cards*.

        - [x] wind the bobbin
        - [ ] weave
        - [ ] 布を織る

        > The loom is a machine for remembering.
        >
        > > And for forgetting.

        ### Measures

        | Loom | Width (cm) | Threads |
        |:-----|-----------:|:-------:|
        | Backstrap | 40 | 600 |
        | Floor loom with eight shafts | 120 | 2,400 |
        | 織機 | 90 | 1,800 |

        ```swift
        /// Draws the weft through the warp.
        func draw(_ weft: Thread, rows: Int = 12) -> Cloth? {
            guard rows > 0 else { return nil }  // nothing to weave
            let name = "cloth of \(rows) rows, which is rather long for a line of code on a narrow screen"
            return Cloth(name, 0x2F, 3.5)
        }
        ```

        ```diff
        - warp = 12
        + warp = 24
        ```

            indented code stays as it is

        The tension is $T = \frac{1}{2} \rho v^2$ and costs $5 to $10; in full:

        $$\sum_{i=1}^{n} x_i \leq \sqrt{n}$$

        ---

        A claim[^1] with a note. שלום עולם, and 日本語の文章はここで折り返されます。Emoji: 👩‍👩‍👧 🇩🇪 👍🏽.

        [^1]: The note says where it is from.

        <details><summary>More</summary>HTML is shown as text.</details>
        """#
}
