/// Cuts a file of JSON into its records while it comes in, in whatever pieces.
///
/// A record is an element of the array that is the file, or of the array `threads` or `conversations` in the object that
/// is the file; else each value of the file by itself, so JSON Lines are read too. What a record holds is not looked
/// into beyond strings and brackets; never more than one record is held.
struct JSONRecords {
    enum Piece: Hashable {
        /// What came before the array in the object that holds it, as an object.
        case header([UInt8])
        case record([UInt8])
        /// A record that was longer than `mostBytes`, and was not kept.
        case tooLong(bytes: Int)
    }

    /// The file ends inside of something: what it is, as far as it came.
    struct Cut: Hashable {
        let record: [UInt8]
    }

    static let listNames: Set = [Array("threads".utf8), Array("conversations".utf8)]

    let mostBytes: Int
    private var depth = 0
    /// The depth of the array's elements; nil outside of it.
    private var listDepth: Int?
    private var isInText = false
    private var isEscaped = false
    /// The object that is the file had its array; nothing else of it counts.
    private var isAfterList = false
    private var isKeeping = false
    private var kept: [UInt8] = []
    private var size = 0
    /// Where in `kept` the last text began that stands directly in the object that is the file, with its quotation mark.
    private var lastText: Range<Int>?
    private var ready: [Piece] = []

    init(mostBytes: Int) { self.mostBytes = mostBytes }

    mutating func take(_ bytes: some Collection<UInt8>) -> [Piece] {
        for byte in bytes { take(byte) }
        defer { ready = [] }
        return ready
    }

    /// nil if the file ended where it may. A lone number or word at the end is a record.
    mutating func end() -> (pieces: [Piece], cut: Cut?) {
        if isKeeping, depth == 0, !isInText { finishRecord() }
        let pieces = ready
        ready = []
        guard depth == 0, !isInText, !isKeeping else { return (pieces, Cut(record: kept)) }
        return (pieces, nil)
    }

    private mutating func take(_ byte: UInt8) {
        if isInText { return takeText(byte) }
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["): open(byte)
        case UInt8(ascii: "}"), UInt8(ascii: "]"): close(byte)
        case UInt8(ascii: "\""):
            startIfOutside()
            keep(byte)
            isInText = true
            if isTop { lastText = kept.count - 1..<kept.count }
        case UInt8(ascii: ","):
            if isKeeping, depth == outside { finishRecord() }
            if isTop { lastText = nil }
            if isKeeping { keep(byte) }
        case 0x20, 0x0A, 0x0D, 0x09:
            if isKeeping, depth == outside { finishRecord() } else if isKeeping { keep(byte) }
        default:
            startIfOutside()
            keep(byte)
        }
    }

    /// The depth at which records begin.
    private var outside: Int { listDepth ?? 0 }

    /// Directly in the object that is the file, before its array.
    private var isTop: Bool { depth == 1 && listDepth == nil && isKeeping && size <= mostBytes }

    private mutating func startIfOutside() {
        if depth == outside, !isKeeping, !isAfterList { isKeeping = true }
    }

    private mutating func keep(_ byte: UInt8) {
        guard isKeeping else { return }
        size += 1
        if size <= mostBytes { kept.append(byte) } else { kept = [] }
    }

    private mutating func takeText(_ byte: UInt8) {
        keep(byte)
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            isInText = false
            if isTop, let start = lastText?.lowerBound { lastText = start..<kept.count }
            if isKeeping, depth == outside { finishRecord() }
        }
    }

    private mutating func open(_ byte: UInt8) {
        if byte == UInt8(ascii: "["), depth == 0, !isKeeping {
            listDepth = 1
        } else if byte == UInt8(ascii: "["), isTop, let name = lastText,
            Self.listNames.contains(Array(kept[name].dropFirst().dropLast()))
        {
            startList(after: kept[..<name.lowerBound])
        } else {
            startIfOutside()
            keep(byte)
        }
        depth += 1
    }

    private mutating func startList(after header: ArraySlice<UInt8>) {
        let blanks: Set<UInt8> = [0x20, 0x0A, 0x0D, 0x09, UInt8(ascii: ",")]
        let end = header.lastIndex { !blanks.contains($0) } ?? header.startIndex
        ready.append(.header(Array(header[...end]) + [UInt8(ascii: "}")]))
        drop()
        listDepth = 2
    }

    private mutating func close(_ byte: UInt8) {
        if isKeeping, depth == listDepth { finishRecord() }
        keep(byte)
        depth = max(0, depth - 1)
        if let list = listDepth, depth < list {
            listDepth = nil
            isAfterList = list == 2
        } else if isKeeping, depth == outside {
            finishRecord()
        }
        if depth == 0 { isAfterList = false }
    }

    private mutating func finishRecord() {
        ready.append(size <= mostBytes ? .record(kept) : .tooLong(bytes: size))
        drop()
    }

    private mutating func drop() {
        kept = []
        size = 0
        isKeeping = false
        lastText = nil
    }
}
