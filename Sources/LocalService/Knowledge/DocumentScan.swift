import Foundation

/// The documents below some paths, found by walking them in the order of their names.
///
/// Hidden files and folders and `node_modules` are passed over. A link to a file is followed, a link to a folder is
/// not, so that no loop can arise. A document below two of the paths counts once.
struct DocumentScan: Sendable {
    /// Files larger than this are not read.
    static let largestFile = 4 << 20
    /// Documents beyond this number are left out, and the person is told.
    static let mostDocuments = 20_000

    private(set) var documents: [KnowledgeDocument] = []
    private(set) var problems: [KnowledgeProblem] = []
    private var seen: Set<String> = []

    init(roots: [String]) {
        for root in roots { walk(root) }
    }

    static func isDocumentName(_ name: String) -> Bool {
        let name = name.lowercased()
        return [".md", ".markdown", ".txt"].contains { name.hasSuffix($0) }
    }

    private mutating func walk(_ root: String) {
        let name = root.split(separator: "/").last.map(String.init) ?? root
        let resolved = URL(filePath: root).resolvingSymlinksInPath().path(percentEncoded: false)
        var pending = [(path: resolved, label: name)]
        while let next = pending.popLast() {
            guard documents.count < Self.mostDocuments else {
                problems.append(.init(label: name, why: "only the first \(Self.mostDocuments) documents are read"))
                return
            }
            switch kind(of: next.path) {
            case .typeDirectory: pending += children(of: next.path, label: next.label).reversed()
            case .typeRegular: add(next.path, label: next.label)
            case .typeSymbolicLink: addTarget(of: next.path, label: next.label)
            case nil: problems.append(.init(label: next.label, why: "it is gone or may not be read"))
            default: break
            }
        }
    }

    private func kind(of path: String) -> FileAttributeType? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.type] as? FileAttributeType
    }

    private mutating func children(of folder: String, label: String) -> [(path: String, label: String)] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            problems.append(.init(label: label, why: "the folder may not be read"))
            return []
        }
        let above = folder.hasSuffix("/") ? folder : folder + "/"
        return names.filter { !$0.hasPrefix(".") && $0 != "node_modules" }.sorted()
            .map { (path: above + $0, label: label + "/" + $0) }
    }

    private mutating func addTarget(of link: String, label: String) {
        guard Self.isDocumentName(link) else { return }
        let target = URL(filePath: link).resolvingSymlinksInPath().path(percentEncoded: false)
        if kind(of: target) == .typeRegular { add(target, label: label) }
    }

    private mutating func add(_ path: String, label: String) {
        guard Self.isDocumentName(label), seen.insert(path).inserted else { return }
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
            problems.append(.init(label: label, why: "it is gone or may not be read"))
            return
        }
        let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
        let changed = (attributes[.modificationDate] as? Date)?.timeIntervalSinceReferenceDate ?? 0
        guard size <= Self.largestFile else {
            problems.append(.init(label: label, why: "it is larger than 4 MiB"))
            return
        }
        documents.append(
            KnowledgeDocument(
                source: path, label: label, stamp: "\(size) \(changed) \(label)", body: .file(path: path)))
    }
}
