/// What went wrong, in words for the person at the terminal.
///
/// Each part is one sentence without a full stop at the end. The texts may hold words of a service; whatever shows
/// them passes them through `SafeText`.
package struct Failure: Error, Hashable, Sendable {
    /// What happened: "The answer was cut off".
    package var what: String
    /// Why, as far as it is known: "the service closed the connection before the end". Empty when nothing is known.
    package var why: String
    /// What the person can do now: "ask again". Empty when nothing is needed.
    package var remedy: String

    package init(what: String, why: String = "", remedy: String = "") {
        self.what = what
        self.why = why
        self.remedy = remedy
    }
}
