import ChatModel
import TerminalModel

/// The pane that shows what was said in the selected thread.
///
/// What is looked at is held by the top line's place in its message, or by nothing while the view follows the end. So
/// a frame lays out the messages on the screen and no others, and nothing that grows below moves the view.
struct Transcript {
    /// What the top line of each thread is; no entry follows the end.
    var anchors: [ThreadID: Anchor] = [:]
    /// The last line of each thread that was on the screen since its end was left; no entry follows the end.
    var ends: [ThreadID: Anchor] = [:]
    /// Threads with text that came below what is on the screen.
    var threadsWithNewText: Set<ThreadID> = []
    /// The text of replies that the person has stopped and the session has not yet, as it was on the screen then.
    private(set) var frozen: [MessageID: String] = [:]
    /// How many bytes of text were laid out since the start: the measure of the work done.
    private(set) var bytesLaidOut = 0
    /// The messages whose sources, tool calls and the like are shown, and how much of them.
    var opened: [MessageID: Opening] = [:]
    /// The messages that are shown as they were sent.
    var raw: Set<MessageID> = []
    /// Long lines of code are wrapped; otherwise they are scrolled sideways.
    var wrapsCode = true
    /// How many columns of long lines are to the left of the pane.
    var pan = 0
    /// What is looked for in the thread shown, and marked there.
    var find: Find?
    /// About so many bytes are searched between two frames.
    var bytesOfSlice = 250_000
    /// What is to be taken away from the thread shown.
    var selection: Selection?
    var partLayouts: [MessageID: [String: PartLayout]] = [:]
    /// What files are, in words, by message and part.
    var fileWords: [MessageID: [String: SafeText]] = [:]
    private var layouts: [MessageID: MessageLayout] = [:]
    private var used: Set<MessageID> = []

    private static let mostLayouts = 256

    struct Anchor: Hashable {
        let message: MessageID
        /// Where the message was found last.
        var index: Int
        /// Counted from the first line of the message's entry.
        var line: Int
        /// The same place free of the width, while the thread is not shown or the width changes.
        var pin: Pin?
    }

    enum Pin: Hashable {
        /// Above the text, so many lines below the first of the entry.
        case above(Int)
        /// So many clusters of the text stand above.
        case text(Int)
        /// So many lines behind the text.
        case beyond(Int)
    }

    /// How much of what belongs to a message is shown.
    enum Opening {
        /// The beginning of each part.
        case heads
        case whole
    }

    /// A line of an entry. Higher ones are less.
    struct Place: Hashable, Comparable {
        var index: Int
        var line: Int

        static func < (left: Self, right: Self) -> Bool { (left.index, left.line) < (right.index, right.line) }
    }

    /// What the transcript shows beside its own state.
    struct Scene {
        let thread: ThreadID?
        let messages: [Message]
        let run: Run?
        /// Another process writes; what it does now is not known.
        let isReadOnly: Bool
        let isStopping: Bool
        let now: Timestamp
        let offset: Duration
        let size: Size
        let theme: Theme
        /// The keys for what can be done about the last reply.
        let remedies: [Action]
        /// Letters alone are keys.
        let lettersAreKeys: Bool
        /// Text from right to left is put in its order here.
        let ordersText: Bool
        /// What was said in other branches of the thread.
        let others: [Message]
        /// Where what is sent begins, if not with the first message.
        let cut: CutPlace?
    }
}

extension Transcript {
    /// Forgets how messages looked whose texts may have changed in any way.
    mutating func forget(_ messages: [Message]?) {
        for message in messages ?? [] { layouts[message.id]?.isReplaced = true }
    }

    mutating func forget(_ message: MessageID) { layouts[message]?.isReplaced = true }

    mutating func freeze(_ message: Message) { frozen[message.id] = message.text }

    /// The text may have been replaced while it stood still.
    mutating func thaw(_ message: MessageID) {
        if frozen.removeValue(forKey: message) != nil { forget(message) }
    }

    /// The layout of a message, brought up to its text and form.
    mutating func layout(of message: Message, _ scene: Scene) -> MessageLayout {
        used.insert(message.id)
        var layout = layouts.removeValue(forKey: message.id) ?? MessageLayout()
        let form = MessageLayout.Form(
            isMarkdown: message.role == .assistant && !raw.contains(message.id), columns: scene.size.columns,
            wrapsCode: wrapsCode, text: scene.theme.text, styles: scene.theme.markdown)
        bytesLaidOut += layout.update(text: shownText(of: message), form: form)
        layouts[message.id] = layout
        return layout
    }

    /// All rows of a message were searched as they are now.
    mutating func noteSearched(_ message: MessageID) {
        guard let rows = layouts[message]?.rows.count else { return }
        layouts[message]?.searchedRows = rows
    }

    /// What is shown of a message, which stands still while its reply is being stopped.
    func shownText(of message: Message) -> String { frozen[message.id] ?? message.text }

    /// Keeps the memory bounded: beyond a number, only the layouts that this frame needed stay.
    mutating func dropUnusedLayouts() {
        if layouts.count > Self.mostLayouts {
            layouts = layouts.filter { used.contains($0.key) }
            partLayouts = partLayouts.filter { used.contains($0.key) }
            fileWords = fileWords.filter { used.contains($0.key) }
        }
        used.removeAll(keepingCapacity: true)
    }
}
