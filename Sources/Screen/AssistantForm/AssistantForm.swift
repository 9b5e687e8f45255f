import ChatModel
import TerminalModel

/// The page where an assistant or a preset is made or changed, or how a thread is answered.
struct AssistantForm {
    enum Subject: Hashable {
        /// One that its service keeps; nil makes one.
        case assistant(AssistantReference?)
        /// nil makes one.
        case preset(PresetID?)
        case thread(ThreadID, title: String)

        var isNew: Bool { self == .assistant(nil) || self == .preset(nil) }
    }

    let subject: Subject
    let service: ServiceID
    let serviceName: SafeText
    /// Those that fit, in their order on the page.
    let fields: [AssistantField]
    /// Those that the service is not told of.
    let lostFields: Set<AssistantField>
    /// What is decided of chance and of reasoning can be said together.
    let variesWhileReasoning: Bool
    private var editors: [AssistantField: Editor]
    /// The texts as they are kept, or as they were before anything was written.
    private let saved: [AssistantField: String]
    private(set) var field: AssistantField
    /// The first line of the page on the screen.
    var firstRow = 0
    /// It was asked for that all is saved, and the answer has not come.
    var isSaving = false
    /// What is wrong, said at the field.
    private(set) var problems: [AssistantField: SafeText] = [:]
    /// Why the service did not save it.
    var failure: Failure?

    init(
        _ subject: Subject, at service: Service, fields: [AssistantField], texts: [AssistantField: String],
        lostFields: Set<AssistantField> = []
    ) {
        self.subject = subject
        self.service = service.id
        self.serviceName = SafeText(service.name.flat)
        self.fields = fields
        self.lostFields = lostFields
        variesWhileReasoning = service.variesWhileReasoning
        field = fields.first ?? .name
        editors = texts.mapValues { Editor($0) }
        saved = subject.isNew ? [:] : texts
    }
}

extension AssistantForm {
    var hasChanges: Bool { fields.contains { self[$0].text != saved[$0, default: ""] } }

    /// The text of the field that the cursor is in.
    var editor: Editor {
        get { self[field] }
        set { self[field] = newValue }
    }

    subscript(_ field: AssistantField) -> Editor {
        get { editors[field] ?? Editor() }
        set { editors[field] = newValue }
    }

    mutating func go(to next: AssistantField, atEnd: Bool = true) {
        field = next
        editor.move(to: atEnd ? editor.clusters.count : 0)
    }

    /// The field so many places further; nil where there is none.
    func field(_ offset: Int) -> AssistantField? {
        guard let place = fields.firstIndex(of: field), fields.indices.contains(place + offset) else { return nil }
        return fields[place + offset]
    }

    mutating func note(_ problem: SafeText, at field: AssistantField) { problems[field] = problem }

    /// Before all is read anew.
    mutating func forgetProblems() { problems = [:] }

    /// What was said of a field does not hold for another text.
    mutating func forgetProblem() { problems[field] = nil }

    /// What is wrong first, with the name of its field.
    var problem: SafeText? {
        fields.lazy.compactMap { field in problems[field].map { field.label + ": " + $0 } }.first
    }

    /// Goes to the first field with which something is wrong.
    /// - Returns: whether there is one.
    mutating func goToProblem() -> Bool {
        guard let first = fields.first(where: { problems[$0] != nil }) else { return false }
        go(to: first)
        return true
    }
}

extension String {
    /// Without blanks and line ends at both ends.
    var trimmed: String {
        let head = drop(while: \.isWhitespace)
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(head[...last])
    }
}
