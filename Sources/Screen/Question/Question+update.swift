extension Question {
    /// What follows when the person says yes.
    var confirmed: [Effect] {
        switch self {
        case .quit: [.quit]
        }
    }
}
