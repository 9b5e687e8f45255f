/// Why a path could not be added, removed or listed; each part is one sentence for the person, without a full stop.
package enum KnowledgeFoldersError: Error, Hashable, Sendable {
    case notFound(String)
    case notADocument(String)
    case notReadable(String)
    case addedAlready(String)
    case notAdded(String)
    case lineBreakInPath
    case listUnreadable(String)
    case listUnwritable(String)

    package var what: String {
        switch self {
        case .notFound(let path): "There is nothing at \(path)"
        case .notADocument(let path): "\(path) is not a document that the Guide reads"
        case .notReadable(let path): "\(path) may not be read"
        case .addedAlready(let path): "\(path) was added before"
        case .notAdded(let path): "\(path) is not among the added folders"
        case .lineBreakInPath: "The path has a line break in it"
        case .listUnreadable(let file): "The list of added folders could not be read: \(file)"
        case .listUnwritable(let file): "The list of added folders could not be written: \(file)"
        }
    }

    package var remedy: String {
        switch self {
        case .notFound: "check the spelling of the path"
        case .notADocument: "add a folder, or a file whose name ends in .md or .txt"
        case .notReadable: "check the permissions of the path"
        case .addedAlready: "nothing needs to be done: changes in it are read by themselves"
        case .notAdded: "see what is added with: weft knowledge list"
        case .lineBreakInPath: "rename the folder, or add the one above it"
        case .listUnreadable, .listUnwritable: "check that the file and its folder belong to you and have room"
        }
    }
}

extension KnowledgeFoldersError: CustomStringConvertible {
    package var description: String { "\(what); \(remedy)" }
}
