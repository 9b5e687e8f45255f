import Foundation
import GRDB

/// The texts that the Guide answers from: Weft's manual, and the documents in the folders that the person added.
///
/// Nothing is opened or read before the first question. Every question looks first for documents that are new,
/// changed or gone.
package actor KnowledgeBase {
    let manual: Manual
    private let path: String
    private let folders: KnowledgeFolders
    private var opened: DatabaseQueue?

    /// - Parameters:
    ///   - path: the file of the search index. It is made when it is missing, and may be deleted at any time.
    ///   - folders: read anew at each question.
    package init(path: String, folders: KnowledgeFolders) {
        self.init(path: path, folders: folders, manual: .weft)
    }

    init(path: String, folders: KnowledgeFolders, manual: Manual) {
        self.path = path
        self.folders = folders
        self.manual = manual
    }

    private func queue() throws -> DatabaseQueue {
        if let opened { return opened }
        let queue = try KnowledgeSchema.open(path: path)
        opened = queue
        return queue
    }

    /// The passages that fit the question best, if any fit well enough.
    func find(_ question: Question) async throws -> Findings {
        let (queue, problems) = try await refreshed()
        var findings = try await queue.read { try KnowledgeSearch(database: $0).find(question) }
        findings.problems = problems
        return findings
    }

    /// What questions can be about.
    func contents() async throws -> KnowledgeContents {
        let (queue, problems) = try await refreshed()
        let folders = folders
        let added = try await queue.read { _ in
            ((try? folders.list()) ?? []).map {
                KnowledgeContents.Folder(path: $0, documentCount: folders.documentCount(at: $0))
            }
        }
        return KnowledgeContents(chapters: manual.chapters.map(\.title), folders: added, problems: problems)
    }

    /// The index as the documents are now. When its file fails, a full disk for one, memory takes its place.
    private func refreshed() async throws -> (DatabaseQueue, [KnowledgeProblem]) {
        do {
            let queue = try queue()
            return (queue, try await refresh(queue))
        } catch is DatabaseError {
            let queue = try KnowledgeSchema.inMemory()
            opened = queue
            return (queue, try await refresh(queue))
        }
    }

    private func refresh(_ queue: DatabaseQueue) async throws -> [KnowledgeProblem] {
        var problems: [KnowledgeProblem] = []
        let added: [String]
        do {
            added = try folders.list()
        } catch {
            added = []
            problems.append(.init(label: "added folders", why: error.what))
        }
        // Files are looked at and read inside the database's closures: they run on its own thread, where waiting for
        // a disk holds up nobody else.
        let manual = manual
        let plan = try await queue.read { try RefreshPlan(database: $0, manual: manual, roots: added) }
        problems += plan.problems
        for batch in plan.batches {
            problems += try await queue.write { try batch.apply(to: $0) }
        }
        return problems
    }
}

/// What the knowledge base holds, for the person who asks what to ask.
struct KnowledgeContents: Hashable, Sendable {
    struct Folder: Hashable, Sendable {
        let path: String
        /// Nil when the path is gone.
        let documentCount: Int?
    }

    let chapters: [String]
    let folders: [Folder]
    let problems: [KnowledgeProblem]
}
