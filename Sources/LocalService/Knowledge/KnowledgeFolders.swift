import Foundation

/// The list of folders and files that the person added to the Guide's knowledge.
///
/// The list is a text file, one absolute path a line, written whole and atomically, readable by its owner only.
/// Every call reads the file anew, so that a change made by another process counts at once.
package struct KnowledgeFolders: Sendable {
    private let listFile: String

    /// - Parameter listFile: its folder is made when the first path is added.
    package init(listFile: String) { self.listFile = listFile }

    /// The added paths in the order of adding; none when the list file does not exist.
    package func list() throws(KnowledgeFoldersError) -> [String] {
        let text: String
        do {
            text = String(decoding: try Data(contentsOf: URL(filePath: listFile)), as: UTF8.self)
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            return []
        } catch {
            throw .listUnreadable(listFile)
        }
        return text.split(separator: "\n").map(String.init)
    }

    /// Adds a folder, or a single `.md` or `.txt` file, and returns how many documents it holds now.
    ///
    /// A relative path counts from the current directory.
    @discardableResult
    package func add(_ path: String) throws(KnowledgeFoldersError) -> Int {
        let path = Self.absolute(path)
        guard !path.contains(where: \.isNewline) else { throw .lineBreakInPath }
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { throw .notFound(path) }
        guard isDirectory.boolValue || DocumentScan.isDocumentName(path) else { throw .notADocument(path) }
        guard FileManager.default.isReadableFile(atPath: path) else { throw .notReadable(path) }
        let paths = try list()
        guard !paths.contains(path) else { throw .addedAlready(path) }
        try write(paths + [path])
        return documentCount(in: path)
    }

    /// Takes a path out of the list; nothing on disk but the list changes.
    package func remove(_ path: String) throws(KnowledgeFoldersError) {
        let paths = try list()
        let known = [path, Self.absolute(path)]
        let rest = paths.filter { !known.contains($0) }
        guard rest.count < paths.count else { throw .notAdded(path) }
        try write(rest)
    }

    /// How many documents the Guide reads at this path now; nil when there is nothing at the path any more.
    package func documentCount(at path: String) -> Int? {
        FileManager.default.fileExists(atPath: path) ? documentCount(in: path) : nil
    }

    private func documentCount(in path: String) -> Int { DocumentScan(roots: [path]).documents.count }

    private static func absolute(_ path: String) -> String {
        let standard = URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
        return standard.count > 1 && standard.hasSuffix("/") ? String(standard.dropLast()) : standard
    }
}

extension KnowledgeFolders {
    private func write(_ paths: [String]) throws(KnowledgeFoldersError) {
        let files = FileManager.default
        let folder = URL(filePath: listFile).deletingLastPathComponent().path(percentEncoded: false)
        let draft = listFile + ".\(ProcessInfo.processInfo.processIdentifier).new"
        let text = paths.map { $0 + "\n" }.joined()
        do {
            try files.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .listUnwritable(listFile)
        }
        let wasWritten = files.createFile(
            atPath: draft, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        guard wasWritten, rename(draft, listFile) == 0 else {
            try? files.removeItem(atPath: draft)
            throw .listUnwritable(listFile)
        }
    }
}
