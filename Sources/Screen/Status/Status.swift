import ChatModel
import TerminalModel

/// The line at the bottom: who answers, whether the service is there, what runs, and the keys that matter now.
struct Status {
    /// An answer to the last key, until the next one.
    var notice: SafeText?

    /// What the line shows beside its own state.
    struct Scene {
        let service: Service?
        let trouble: Failure?
        let readOnly: Failure?
        /// The run of the thread shown, in words.
        let run: SafeText?
        /// What can be done now, the most useful first.
        let hints: [Action]
        let lettersAreKeys: Bool
        let theme: Theme
    }
}
