/// What may go with prompts, as far as it is known here.
extension SessionState {
    /// Why these cannot go with a prompt of this thread; nil if they can.
    package func refusal(of parts: [MessagePart], in thread: ChatThread) -> Failure? {
        guard let service = service(of: thread) else { return nil }
        for part in parts {
            switch part.kind {
            case .attachment where service.files != .ids: return .noAttachments(at: service.name)
            case .attachment where AttachLine.isPath(part.title): return .noFiles(at: service.name)
            case _ where part.isFile && !service.files.takesContents:
                return .noFiles(at: service.name)
            case .image where !takesImages(thread):
                let model = service.files == .texts ? service.name : thread.assistant?.name ?? service.assistant
                return .noImages(at: model)
            default: continue
            }
        }
        return nil
    }

    /// Who answers in this thread can be shown images, or nobody says that it cannot.
    package func takesImages(_ thread: ChatThread) -> Bool {
        guard let service = service(of: thread), service.files == .textsAndImages else { return false }
        let name = thread.assistant?.id.text ?? service.assistant
        return assistants[service.id]?.assistants.first { $0.id.text == name }?.takesImages != false
    }
}

extension Failure {
    package static func noAttachments(at service: String) -> Failure {
        Failure(
            what: "The message was not sent", why: "\(service) takes no attachments",
            remedy: "take the /attach line out, or choose another service")
    }

    package static func noFiles(at service: String) -> Failure {
        Failure(
            what: "\(service) takes no files of this computer", why: "nothing was sent",
            remedy: "take them out, or choose another service")
    }

    package static func noImages(at model: String) -> Failure {
        Failure(
            what: "\(model) takes no images", why: "nothing was sent",
            remedy: "take the image out, or choose another model")
    }
}
