import TerminalModel

/// The page of the links that are on the screen, and of one of them as it is, before it is opened.
struct Links {
    /// As they were written, each once, in the order of the text.
    let targets: [String]
    var selected = 0
    /// The link selected is shown whole.
    var isWhole = false
    /// The first row shown.
    var firstRow = 0
    /// The digits of a number that is being typed.
    var digits = ""

    init(_ targets: [String]) { self.targets = targets }

    var target: String { targets.indices.contains(selected) ? targets[selected] : "" }

    /// What a browser may be given; anything else could be a program's own address.
    static func canOpen(_ link: String) -> Bool {
        let lowered = link.prefix(8).lowercased()
        return ["http://", "https://", "mailto:"].contains { lowered.hasPrefix($0) }
            && link.unicodeScalars.allSatisfy { $0.value > 0x20 && !(0x7F...0xA0).contains($0.value) }
    }

    /// Goes up or down in the list, or in a link that is longer than the page.
    mutating func move(by rows: Int) {
        digits = ""
        if isWhole { firstRow = max(0, firstRow + rows) } else { select(selected + rows) }
    }

    /// A digit of a number: the link is shown as soon as no longer number can be meant.
    mutating func type(_ digit: Character) {
        digits.append(digit)
        guard let number = Int(digits), targets.indices.contains(number - 1) else {
            digits = ""
            return
        }
        select(number - 1)
        guard number * 10 > targets.count else { return }
        show()
    }

    mutating func show() {
        isWhole = true
        firstRow = 0
        digits = ""
    }

    private mutating func select(_ index: Int) { selected = max(0, min(index, targets.count - 1)) }
}
