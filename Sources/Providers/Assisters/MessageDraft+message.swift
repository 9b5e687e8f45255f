import ChatModel
import WireFormats

extension Assisters.MessageDraft {
    /// A message as the service is told it: its text, and the files that it names.
    /// - Parameter assistant: Who is to answer; nil only keeps the message.
    init(_ message: Message, for assistant: String? = nil) {
        let files = message.parts.filter { $0.kind == .attachment }
        self.init(
            role: message.role == .user ? .user : .assistant, content: message.told(withImages: false),
            attachments: files.isEmpty
                ? nil : files.map { .object(["type": .string("file"), "file_id": .string($0.title)]) },
            assistantID: assistant)
    }

    var saysSomething: Bool { !content.isEmpty || attachments != nil }
}
