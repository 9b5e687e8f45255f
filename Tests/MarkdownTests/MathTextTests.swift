import Testing

@testable import Markdown

@Suite("Formulas as text")
struct MathTextTests {
    @Test(
        "signs and letters",
        arguments: [
            (#"\alpha + \beta = \gamma"#, "α + β = γ"),
            (#"\Omega \ne \omega"#, "Ω ≠ ω"),
            (#"A \cup B \subseteq C \setminus D"#, "A ∪ B ⊆ C ∖ D"),
            (#"\forall x \in \mathbb{R}, \exists y : y > x"#, "∀x ∈ ℝ, ∃y: y > x"),
            (#"f: A \to B"#, "f: A → B"),
            (#"p \land \lnot q \implies r"#, "p ∧ ¬q ⇒ r"),
            (#"a\le b\geq c\approx d"#, "a ≤ b ≥ c ≈ d"),
            (#"\not= \not\in \not\subset"#, "≠ ∉ ⊄"),
            (#"a \not\sim b"#, "a ≁ b"),
            (#"1, 2, \ldots, n"#, "1, 2, …, n"),
            (#"x \mapsto x \cdot \infty"#, "x ↦ x · ∞"),
            (#"\mathbb{N} \subset \mathbb{Z}"#, "ℕ ⊂ ℤ"),
            (#"\mathcal{L}(\mathbf{w}) \in \mathfrak{g}"#, "ℒ(𝐰) ∈ 𝔤"),
            (#"\mathrm{d}x"#, "dx"),
            (#"\hat{x}\bar y\vec{v}\dot q\tilde{n}"#, "x\u{302}y\u{304}v\u{20D7}q\u{307}n\u{303}"),
            (#"\overline{AB}"#, "A\u{305}B\u{305}"),
            (#"50\% \$ \{a\} \&"#, "50%${a}&"),
            ("π ≈ 3.14", "π ≈ 3.14"),
        ])
    func signs(formula: String, text: String) { #expect(MathText.unicode(formula) == text) }

    @Test(
        "scripts",
        arguments: [
            (#"a^2 + b^2 = c^2"#, "a² + b² = c²"),
            (#"x_i^2"#, "xᵢ²"),
            (#"x^2_i"#, "xᵢ²"),
            (#"x_{i,j}"#, "x_(i,j)"),
            (#"x^{n+1}"#, "xⁿ⁺¹"),
            (#"10^{-3}"#, "10⁻³"),
            (#"x^Q"#, "x^Q"),
            (#"e^{i\pi} + 1 = 0"#, "e^(iπ) + 1 = 0"),
            (#"2^{2^n}"#, "2^(2ⁿ)"),
            (#"f'(x) + f''"#, "f′(x) + f′′"),
            (#"f'^2"#, "f′²"),
            (#"90^\circ"#, "90°"),
            (#"A^T A^\top A^*"#, "AᵀAᵀA*"),
            (#"{}^{14}C"#, "¹⁴C"),
            (#"\sum_{i=1}^{n} i"#, "∑ᵢ₌₁ⁿ i"),
            (#"\prod\limits_{k=0}^\infty a_k"#, "∏ₖ₌₀^∞ aₖ"),
            (#"\int_0^\infty e^{-x^2}\,dx"#, "∫₀^∞ e^(−x²) dx"),
            (#"\lim_{x \to 0} f(x)"#, "lim_(x→0) f(x)"),
            (#"O(n \log_2 n)"#, "O(n log₂ n)"),
        ])
    func scripts(formula: String, text: String) { #expect(MathText.unicode(formula) == text) }

    @Test(
        "fractions, roots, brackets and words",
        arguments: [
            (#"\frac12 + \frac{3}{4}"#, "½ + ¾"),
            (#"\frac{a}{b}"#, "a/b"),
            (#"\frac{n(n+1)}{2}"#, "n(n + 1)/2"),
            (#"x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}"#, "x = (−b ± √(b² − 4ac))/(2a)"),
            (#"\frac{dy}{dx} = \frac{\partial f}{\partial x}"#, "dy/dx = ∂f/∂x"),
            (#"\frac{1}{f(x)}"#, "1/f(x)"),
            (#"\frac{1}{1 + \frac{1}{x}}"#, "1/(1 + 1/x)"),
            (#"\left(\frac{a}{b}\right)^2"#, "(a/b)²"),
            (#"\frac{a}{b}^2"#, "(a/b)²"),
            (#"x^{\frac12}"#, "x^½"),
            (#"\sqrt2 \cdot \sqrt[3]{x}"#, "√2 · ∛x"),
            (#"\sqrt[n]{x+1}"#, "ⁿ√(x + 1)"),
            (#"\binom{n}{k}"#, "C(n, k)"),
            (#"\left. x \right|_0"#, "x|₀"),
            (#"\left\{ x \middle| x > 0 \right\}"#, "{x | x > 0}"),
            (#"P(A \mid B)"#, "P(A ∣ B)"),
            (#"\lfloor x \rfloor \cdot \langle u, v \rangle"#, "⌊x⌋ · ⟨u, v⟩"),
            (#"|x| \le \|y\|"#, "|x| ≤ ‖y‖"),
            (#"2\sin x\cos(y)"#, "2 sin x cos(y)"),
            (#"\operatorname{softmax}(z)"#, "softmax(z)"),
            (#"x = 1 \text{ if } y"#, "x = 1 if y"),
            (#"a \equiv b \pmod{n}"#, "a ≡ b (mod n)"),
            (#"a = -1 - (-b)"#, "a = −1 − (−b)"),
            (#"a \quad b"#, "a  b"),
            (#"\boxed{42}"#, "[42]"),
        ])
    func forms(formula: String, text: String) { #expect(MathText.unicode(formula) == text) }

    @Test(
        "several rows",
        arguments: [
            (#"\begin{pmatrix} a & b \\ c & d \end{pmatrix}"#, ["⎛a  b⎞", "⎝c  d⎠"]),
            (
                #"A = \begin{bmatrix} 1 & 0 \\ 10 & 1 \\ 0 & 0 \end{bmatrix} x"#,
                [
                    "    ⎡1   0⎤", "A = ⎢10  1⎥x", "    ⎣0   0⎦",
                ]
            ),
            (
                #"f(x) = \begin{cases} x & \text{if } x > 0 \\ -x & \text{else} \end{cases}"#,
                [
                    "       ⎧ x   if x > 0", "f(x) = ⎨", "       ⎩ −x  else",
                ]
            ),
            (#"\begin{aligned} a &= b + c \\ &= d \end{aligned}"#, ["a = b + c", "  = d"]),
            (#"a = b \\ c = d"#, ["a = b", "c = d"]),
            (#"\begin{matrix} 1 & 2 \end{matrix}"#, ["1  2"]),
        ])
    func rows(formula: String, rows: [String]) { #expect(MathText.unicode(formula) == rows.joined(separator: "\n")) }

    @Test(
        "what text cannot say is nil",
        arguments: [
            "", " ", "{}", #"\frac{a}"#, #"\frac"#, "{a", "a}", "x^a^b", "x_", "^", #"\ce{H2O}"#,
            #"\underbrace{x}_{n}"#,
            #"\left( x"#, #"x \right)"#, #"\begin{pmatrix} a"#, #"\begin{pmatrix} a \end{bmatrix}"#, #"\hat{ab}"#,
            "a % b",
            #"\frac{\begin{matrix} 1 \\ 2 \end{matrix}}{2}"#, #"\"#, #"\text{a"#, "a # b", "\u{1B}[31m", #"\end{x}"#,
            #"\mathbb{α}"#,
        ])
    func nothing(formula: String) { #expect(MathText.unicode(formula) == nil) }

    @Test("depth has an end", arguments: ["{", #"\frac{1}{"#, #"\sqrt{"#, "x^{", #"\left("#, #"\begin{matrix}"#, "'"])
    func depth(opening: String) {
        _ = MathText.unicode(String(repeating: opening, count: 10_000))
        #expect(MathText.unicode(String(repeating: "{", count: 500) + "x" + String(repeating: "}", count: 500)) == nil)
    }

    @Test("any mixture is text without control characters, or nothing")
    func random() {
        let pieces = [
            "\\", "{", "}", "^", "_", "&", "\\\\", "x", " ", "'", "\\frac", "\\sqrt", "[", "]", "\\left(", "\\right)",
            "\\begin{cases}", "\\end{cases}", "\\text{", "\\not", "-", "=", "\\sum", "\\hat", "é", "\u{301}", "2",
            "\\,",
        ]
        var state: UInt64 = 7
        for _ in 0..<5000 {
            var formula = ""
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                formula += pieces[Int(state >> 33) % pieces.count]
            }
            guard let text = MathText.unicode(formula) else { continue }
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "\(formula)")
        }
    }
}
