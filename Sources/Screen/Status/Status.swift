import ChatModel
import TerminalModel

/// The line at the bottom: who answers, whether the service is there, what runs, and the keys that matter now.
struct Status {
    /// An answer to the last key, until the next one.
    var notice: SafeText?

    /// What the line shows beside its own state.
    struct Scene {
        /// Nothing is said of it while a page takes the screen.
        let service: Service?
        /// Who answers there.
        let assistant: SafeText
        /// That the thread says itself how it is answered; nil where it does not.
        let settings: (words: SafeText, isLost: Bool)?
        /// How full the model's context is; nil where nobody knows.
        let context: ContextUse?
        let trouble: Failure?
        let readOnly: Failure?
        /// What goes on in the thread or page shown, in words from long to short; none if nothing does.
        let work: [SafeText]
        /// What can be done now, the most useful first.
        let hints: [Action]
        let lettersAreKeys: Bool
        let now: Timestamp
        let theme: Theme
    }
}
