/// One event of a `text/event-stream`.
package struct ServerSentEvent: Hashable, Sendable {
    /// The name after `event:`; "message" when the stream gave none.
    package var type: String
    /// The `data:` lines of the block, joined by LF.
    package var data: String
    /// The newest `id:` of the stream so far; empty when there was none.
    package var lastEventID: String

    package init(type: String = "message", data: String, lastEventID: String = "") {
        self.type = type
        self.data = data
        self.lastEventID = lastEventID
    }
}
