/// What goes to a terminal beside what its description knows, by its type.
struct TerminalDialect {
    /// Understands, or ignores without a trace, what xterm and kitty added: titles, modified keys.
    ///
    /// A list of names, as nothing is asked: the Linux console before 5.6 printed such sequences.
    let isXtermLike: Bool
    /// Private modes as of DEC; a terminal that does not know one ignores it.
    let hasPrivateModes: Bool
    /// Text from right to left is sent in the order it is drawn in: a terminal that orders text itself is told not to.
    var ordersText = false
    let clipboardWays: Set<ClipboardWay>

    /// - Parameters:
    ///   - isInTmux, isInScreen: what the variables TMUX and STY say.
    init(type: String, cursorAddress: [UInt8], isInTmux: Bool = false, isInScreen: Bool = false) {
        let families = [
            "xterm", "tmux", "screen", "foot", "alacritty", "kitty", "wezterm", "ghostty", "konsole", "st-", "rxvt",
            "contour", "mintty", "vte", "gnome", "iterm", "rio",
        ]
        self.isXtermLike = families.contains { type.hasPrefix($0) }
        self.hasPrivateModes = cursorAddress.starts(with: "\u{1B}[".utf8)
        self.clipboardWays = ClipboardWay.ways(type: type, isInTmux: isInTmux, isInScreen: isInScreen)
    }

    /// Bracketed paste; then the title is kept, and modified Enter and Esc are told apart from plain ones.
    ///
    /// The plain `ESC [ m` is for terminals that take `ESC [ > 4 ; 1 m` for underlining.
    var enter: [UInt8] {
        var text = hasPrivateModes ? "\u{1B}[?2004h" : ""
        if hasPrivateModes, ordersText { text += Self.explicitDirection }
        if isXtermLike { text += "\u{1B}[22;2t\u{1B}[>4;1m\u{1B}[m\u{1B}[>1u" }
        return Array(text.utf8)
    }

    /// Undoes `enter`, and a frame that is only half out.
    var leave: [UInt8] {
        var text = hasPrivateModes ? "\u{1B}[?2026l" : ""
        if isXtermLike { text += "\u{1B}[<1u\u{1B}[>4m\u{1B}[m\u{1B}[23;2t" }
        if hasPrivateModes { text += "\u{1B}[?2004l" }
        if hasPrivateModes, ordersText { text += Self.implicitDirection }
        return Array(text.utf8)
    }

    /// Asks for the background; empty where the question might be shown.
    var backgroundQuestion: [UInt8] { isXtermLike ? KeyDecoder.backgroundQuestion : [] }

    /// Bidirectional support mode of ECMA-48, reset and set; set is how terminals that know it begin.
    private static let explicitDirection = "\u{1B}[8l"
    private static let implicitDirection = "\u{1B}[8h"

    /// What a terminal reads at once however it is sent: a few words that came, or a typed key.
    static let shortFrame = 64

    /// The bytes of one frame, which a terminal with synchronized output shows at once.
    func frame(_ bytes: [UInt8]) -> [UInt8] {
        guard hasPrivateModes, bytes.count > Self.shortFrame else { return bytes }
        return Array("\u{1B}[?2026h".utf8) + bytes + Array("\u{1B}[?2026l".utf8)
    }

    /// Reports of buttons, of drags and of the wheel, in decimal numbers (modes 1002 and 1006).
    func mouse(_ isOn: Bool) -> [UInt8] {
        let end = isOn ? "h" : "l"
        return hasPrivateModes ? Array("\u{1B}[?1002\(end)\u{1B}[?1006\(end)".utf8) : []
    }

    func title(_ text: String) -> [UInt8] {
        isXtermLike ? Array("\u{1B}]2;\(text)\u{7}".utf8) : []
    }
}
