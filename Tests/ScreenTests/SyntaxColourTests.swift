import Foundation
import Markdown
import SyntaxHighlighting
import TerminalModel
import Testing

@testable import Screen

@Suite("The colours of code")
struct SyntaxColourTests {
    @Test("can be read on dark", arguments: Token.Kind.allCases)
    func dark(_ kind: Token.Kind) {
        for background in [0, 0x1c] { #expect(contrast(of: SyntaxStyles.onDark[kind], onGrey: background) >= 4.5) }
    }

    @Test("can be read on white", arguments: Token.Kind.allCases)
    func light(_ kind: Token.Kind) { #expect(contrast(of: SyntaxStyles.onLight[kind], onGrey: 0xff) >= 4.5) }

    @Test("are none in the plain theme", arguments: Token.Kind.allCases)
    func plain(_ kind: Token.Kind) {
        let style = Theme.plain.markdown.syntax[kind]
        #expect(style.foreground == .standard && style.background == .standard)
    }

    /// The contrast of WCAG 2.1; the terminal's own colours count as the best there is.
    private func contrast(of style: Style, onGrey grey: Int) -> Double {
        guard case .indexed(let index) = style.foreground else { return 21 }
        let (text, ground) = (luminance(of: rgb(index)), luminance(of: [grey, grey, grey]))
        return (max(text, ground) + 0.05) / (min(text, ground) + 0.05)
    }

    /// The colour cube and the greys of xterm.
    private func rgb(_ index: UInt8) -> [Int] {
        guard index >= 16 else { return [] }
        guard index < 232 else { return Array(repeating: 8 + 10 * (Int(index) - 232), count: 3) }
        let levels = [0, 95, 135, 175, 215, 255]
        let cube = Int(index) - 16
        return [levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6]]
    }

    private func luminance(of rgb: [Int]) -> Double {
        zip(rgb, [0.2126, 0.7152, 0.0722]).reduce(0) { sum, part in
            let value = Double(part.0) / 255
            return sum + part.1 * (value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4))
        }
    }
}
