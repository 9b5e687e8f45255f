import ChatModel
import TerminalModel

/// The page where an assistant is made or changed.
struct AssistantForm {
    let service: ServiceID
    let serviceName: SafeText
    /// The one that is changed; nil makes one.
    let assistant: AssistantReference?
    /// The texts by field.
    private var editors: [Editor]
    /// The texts as the service has them, or as they were before anything was written.
    private let saved: [String]
    private(set) var field = AssistantField.name
    /// The first line of the page on the screen.
    var firstRow = 0
    /// The service was asked to save, and has not answered.
    var isSaving = false
    /// What is wrong, said at the field.
    private(set) var problems: [AssistantField: SafeText] = [:]
    /// Why the service did not save it.
    var failure: Failure?

    /// - Parameter assistant: nil for one that is to be made, from the profile if there is one to copy.
    init(_ profile: AssistantProfile?, of assistant: AssistantReference?, at service: Service) {
        self.service = service.id
        self.serviceName = SafeText(service.name.flat)
        self.assistant = assistant
        let texts = AssistantField.allCases.map { profile?.text(of: $0) ?? "" }
        editors = texts.map { Editor($0) }
        saved = assistant == nil ? texts.map { _ in "" } : texts
    }
}

extension AssistantForm {
    var hasChanges: Bool { editors.map(\.text) != saved }

    /// The text of the field that the cursor is in.
    var editor: Editor {
        get { self[field] }
        set { self[field] = newValue }
    }

    subscript(_ field: AssistantField) -> Editor {
        get { editors[field.rawValue] }
        set { editors[field.rawValue] = newValue }
    }

    mutating func go(to next: AssistantField, atEnd: Bool = true) {
        field = next
        editor.move(to: atEnd ? editor.clusters.count : 0)
    }

    /// What is in the fields; nil if something is wrong with it, which is then said at the fields.
    mutating func takeProfile() -> AssistantProfile? {
        problems = [:]
        let name = self[.name].text.trimmed
        if name.isEmpty { problems[.name] = "an assistant needs one" }
        let temperature = takeNumber(.temperature, upTo: 2, "a number from 0 to 2, or nothing")
        let topP = takeNumber(.topP, upTo: 1, "a number from 0 to 1, or nothing")
        if let first = AssistantField.allCases.first(where: { problems[$0] != nil }) {
            go(to: first)
            return nil
        }
        return AssistantProfile(
            name: name, description: self[.description].text.trimmed, instructions: self[.instructions].text,
            model: self[.model].text.trimmed, tools: self[.tools].text.trimmed, temperature: temperature, topP: topP)
    }

    private mutating func takeNumber(_ field: AssistantField, upTo most: Double, _ problem: SafeText) -> Double? {
        let text = self[field].text.trimmed
        guard !text.isEmpty else { return nil }
        let isPlain = text.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
        let number = isPlain ? Double(String(text.map { $0 == "," ? "." : $0 })) : nil
        guard let number, number.isFinite, (0...most).contains(number) else {
            problems[field] = problem
            return nil
        }
        return number
    }

    /// What is wrong first, with the name of its field.
    var problem: SafeText? {
        AssistantField.allCases.lazy.compactMap { field in problems[field].map { field.label + ": " + $0 } }.first
    }

    /// What was said of a field does not hold for another text.
    mutating func forgetProblem() { problems[field] = nil }
}

extension AssistantProfile {
    /// As it stands in the form.
    fileprivate func text(of field: AssistantField) -> String {
        switch field {
        case .name: name.flat
        case .description: description.flat
        case .instructions: instructions
        case .model: model.flat
        case .tools: tools
        case .temperature: Self.text(of: temperature)
        case .topP: Self.text(of: topP)
        }
    }

    /// "0.7", "1", or nothing.
    private static func text(of number: Double?) -> String {
        guard let number else { return "" }
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
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
