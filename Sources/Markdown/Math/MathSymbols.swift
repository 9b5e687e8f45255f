/// The signs that commands and characters of TeX stand for.
enum MathSymbols {
    /// By the command's name.
    static let boxes: [String: MathBox] = {
        var boxes: [String: MathBox] = [:]
        for (kind, list) in lists {
            let words = list.split(whereSeparator: \.isWhitespace)
            for index in stride(from: 0, to: words.count - 1, by: 2) {
                boxes[String(words[index])] = MathBox(String(words[index + 1]), kind)
            }
        }
        for name in functions.split(whereSeparator: \.isWhitespace) {
            boxes[String(name)] = MathBox(String(name), .function)
        }
        for (name, text) in spaces { boxes[name] = MathBox(text, .space) }
        for name in "{$%#&_".map(String.init) { boxes[name] = MathBox(name, name == "{" ? .opening : .ordinary) }
        boxes["}"] = MathBox("}", .closing)
        boxes["bmod"] = MathBox("mod", .binary)
        boxes["mod"] = MathBox("mod", .binary)
        return boxes
    }()

    /// A character of the source.
    static func box(of character: Character) -> MathBox {
        switch character {
        case "-": MathBox("−", .binary)
        case "+", "±", "×", "·": MathBox(String(character), .binary)
        case "*": MathBox("∗", .binary)
        case "=", "<", ">", "≤", "≥", "≠", "≈", "→", "∈": MathBox(String(character), .relation)
        case "(", "[": MathBox(String(character), .opening)
        case ")", "]": MathBox(String(character), .closing)
        case ",", ";", ":": MathBox(String(character), .punctuation)
        case "~": MathBox(" ", .space)
        default: MathBox(String(character))
        }
    }

    static let quiet: Set = [
        "displaystyle", "textstyle", "scriptstyle", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr",
        "biggl", "biggr", "Biggl", "Biggr", "bigm", "Bigm", "nonumber", "notag", "!", "mathstrut", "hline",
        "allowbreak",
    ]

    static let fractions = [
        "1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/5": "⅕", "2/5": "⅖", "3/5": "⅗", "4/5": "⅘",
        "1/6": "⅙", "5/6": "⅚", "1/7": "⅐", "1/8": "⅛", "3/8": "⅜", "5/8": "⅝", "7/8": "⅞", "1/9": "⅑", "1/10": "⅒",
    ]

    static let negations = [
        "=": "≠", "∈": "∉", "∋": "∌", "⊂": "⊄", "⊃": "⊅", "⊆": "⊈", "⊇": "⊉", "≡": "≢", "∼": "≁", "≈": "≉", "<": "≮",
        ">": "≯", "≤": "≰", "≥": "≱", "∃": "∄", "∣": "∤", "∥": "∦", "≅": "≇",
    ]

    private static let spaces = [
        ",": " ", ";": " ", ":": " ", " ": " ", "quad": "  ", "qquad": "    ", "enspace": " ", "thinspace": " ",
    ]

    private static let functions = """
        arccos arcsin arctan arg argmax argmin cos cosh cot coth csc deg det dim exp gcd hom inf ker lcm lg lim liminf
        limsup ln log max min Pr sec sin sinh sup tan tanh
        """

    private static let lists: [(MathBox.Kind, String)] = [
        (
            .ordinary,
            """
            alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
            lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ
            varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ
            Omega Ω infty ∞ partial ∂ nabla ∇ hbar ℏ ell ℓ Re ℜ Im ℑ aleph ℵ wp ℘ imath ı jmath ȷ emptyset ∅
            varnothing ∅ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ top ⊤ bot ⊥ angle ∠ triangle △ square □ Box □
            blacksquare ■ diamond ⋄ star ⋆ bullet • circ ∘ dagger † ddagger ‡ degree ° prime ′ ldots … dots … cdots ⋯
            dotsc … dotsb ⋯ vdots ⋮ ddots ⋱ checkmark ✓ S § P ¶ pounds £ backslash \\ vert | Vert ‖ | ‖
            hslash ℏ complement ∁ therefore ∴ because ∵ natural ♮ flat ♭ sharp ♯ clubsuit ♣ heartsuit ♥ spadesuit ♠
            diamondsuit ♦ QED ∎ qed ∎ R ℝ N ℕ Z ℤ Q ℚ
            """
        ),
        (
            .binary,
            """
            pm ± mp ∓ times × div ÷ cdot · ast ∗ cup ∪ cap ∩ setminus ∖ smallsetminus ∖ wedge ∧ land ∧ vee ∨ lor ∨
            oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ uplus ⊎ sqcup ⊔ sqcap ⊓ amalg ⨿ ltimes ⋉ rtimes ⋊ wr ≀
            """
        ),
        (
            .relation,
            """
            le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ne ≠ neq ≠ lt < gt > ll ≪ gg ≫ approx ≈ equiv ≡ sim ∼ simeq ≃
            cong ≅ propto ∝ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ subsetneq ⊊ supset ⊃ supseteq ⊇ supsetneq ⊋ to →
            rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ implies ⇒ Leftarrow ⇐ impliedby ⇐
            Leftrightarrow ⇔ iff ⇔ longrightarrow ⟶ longleftarrow ⟵ Longrightarrow ⟹ Longleftarrow ⟸
            Longleftrightarrow ⟺ mapsto ↦ longmapsto ⟼ hookrightarrow ↪ uparrow ↑ downarrow ↓ updownarrow ↕ nearrow ↗
            searrow ↘ rightharpoonup ⇀ rightleftharpoons ⇌ leadsto ⇝ perp ⊥ mid ∣ parallel ∥ vdash ⊢ models ⊨ vDash ⊨
            prec ≺ succ ≻ preceq ⪯ succeq ⪰ asymp ≍ doteq ≐ triangleq ≜ coloneqq ≔ lesssim ≲ gtrsim ≳ nmid ∤ nleq ≰
            ngeq ≱ nsubseteq ⊈ sqsubseteq ⊑ sqsupseteq ⊒ bowtie ⋈ multimap ⊸ twoheadrightarrow ↠
            """
        ),
        (
            .function,
            """
            sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁
            bigotimes ⨂ bigsqcup ⨆
            """
        ),
        (.opening, "lbrack [ langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ lbrace { lparen ("),
        (.closing, "rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ rbrace } rparen ) rbrack ]"),
        (.punctuation, "colon :"),
    ]
}
