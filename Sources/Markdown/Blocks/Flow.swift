/// The text of a paragraph or a heading that is still open.
struct Flow {
    /// Its lines without the blanks before them, with LF between.
    private(set) var content: [UInt8] = []
    /// The heading's level; nil for a paragraph.
    var heading: Int?
    private(set) var bytes: Range<Int>
    /// Where the last line begins in `content`.
    private(set) var lastLine = 0
    private(set) var lastLineBytes: Range<Int>
    /// The last line stands here with all its bytes.
    private(set) var isLastLineWhole = true
    var hasBlankBefore: Bool
    /// A part of it was given out already.
    private(set) var isContinued = false
    /// How it joins that part.
    private var glue = Glue.none

    /// - Parameter start: where it begins in the text.
    init(heading: Int? = nil, start: Int, hasBlankBefore: Bool) {
        self.heading = heading
        self.bytes = start..<start
        self.lastLineBytes = bytes
        self.hasBlankBefore = hasBlankBefore
    }

    /// - Parameter isInLine: the last line goes on; what comes of it at once is as long again.
    func isLong(isInLine: Bool) -> Bool {
        content.count >= BlockMachine.mostBytesOfFlow / (isInLine ? 2 : 1)
    }

    /// A line that may be a table's head begins a part, so that it is whole when the table comes.
    func mustEnd(before line: ArraySlice<UInt8>) -> Bool {
        content.count + line.count >= BlockMachine.mostBytesOfFlow && !content.isEmpty
            && line.contains(UInt8(ascii: "|"))
    }

    mutating func add(_ line: ArraySlice<UInt8>, from source: Range<Int>, isWhole: Bool) {
        if !content.isEmpty { content.append(0x0A) }
        lastLine = content.count
        content += line
        lastLineBytes = source
        isLastLineWhole = isWhole
        bytes = bytes.lowerBound..<source.upperBound
    }

    /// Goes on in the last line.
    mutating func goOn(_ part: [UInt8], from source: Range<Int>) {
        var text = part[...]
        if content.isEmpty {
            text = text.drop(while: \.isBlank)
            if text.count < part.count, glue == .none { glue = .blank }
        }
        content += text
        isLastLineWhole = false
        bytes = bytes.lowerBound..<source.upperBound
    }

    /// Takes what is there as a part after which more comes.
    mutating func cut(isInLine: Bool = false) -> LeafPart {
        var next = Glue.blank
        if isInLine {
            if content.last?.isBlank != true { next = .none }
        } else if content.last == UInt8(ascii: "\\") {
            content.removeLast()
            next = .lineBreak
        } else if content.suffix(2).elementsEqual("  ".utf8) {
            next = .lineBreak
        }
        let part = part(goesOn: true)
        content = []
        lastLine = 0
        bytes = bytes.upperBound..<bytes.upperBound
        glue = next
        isContinued = true
        return part
    }

    /// Takes the line below a heading.
    mutating func end(at end: Int) { bytes = bytes.lowerBound..<end }

    func part(goesOn: Bool = false) -> LeafPart {
        LeafPart(
            content: .flow(content, heading: heading, glue: glue, goesOn: goesOn), containers: [],
            hasBlankBefore: hasBlankBefore, isContinued: isContinued, bytes: bytes)
    }

    /// Takes the last line off, which is not text of it; nil if nothing is left.
    func withoutLastLine() -> Flow? {
        guard lastLine > 0 else { return nil }
        var rest = self
        rest.content = Array(content[..<(lastLine - 1)])
        rest.bytes = bytes.lowerBound..<max(bytes.lowerBound, lastLineBytes.lowerBound - 1)
        return rest
    }
}
