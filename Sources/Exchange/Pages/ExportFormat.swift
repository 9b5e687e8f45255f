/// What threads are written as.
package enum ExportFormat: String, CaseIterable, Sendable {
    /// Everything, for Weft and for programs; see `ThreadSchema`.
    case json
    /// The branch on screen, for reading and for other programs.
    case markdown
    /// The branch on screen as one page for a browser, without scripts and without anything from elsewhere.
    case html
    /// The branch on screen, for reading.
    case text

    /// Of a file's name: "md".
    package var fileExtension: String {
        switch self {
        case .json: "json"
        case .markdown: "md"
        case .html: "html"
        case .text: "txt"
        }
    }
}
