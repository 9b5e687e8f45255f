/// The assistant that a service listed first, so that it is not asked again before each reply.
actor KnownAssistant {
    private(set) var id: String?

    /// nil changes nothing.
    func keep(_ found: String?) { id = found ?? id }

    /// It is gone; the next reply asks who is first now.
    func forget(_ gone: String) {
        if id == gone { id = nil }
    }
}
