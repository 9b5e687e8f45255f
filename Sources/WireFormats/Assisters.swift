/// The wire values of the Assisters API: assistants, threads, messages, and the stream of a thread's replies.
///
/// All times are ISO 8601 texts in UTC and may be absent. Unknown members are ignored wherever values are read.
package enum Assisters {}

extension Assisters {
    /// Who said a message.
    package enum Role: String, Codable, Sendable, Hashable {
        case user
        case assistant
    }

    /// How far a reply has come. An addition of our service; other services do not say it.
    package enum Status: String, Codable, Sendable, Hashable {
        case inProgress = "in_progress"
        case completed
        case stopped
        case failed
    }

    /// One page of a list.
    package struct Page<Element: Codable & Sendable & Hashable>: Codable, Sendable, Hashable {
        package var data: [Element]
        /// The number of elements on all pages.
        package var total: Int
        /// There are elements after this page.
        package var hasMore: Bool

        package init(data: [Element], total: Int, hasMore: Bool) {
            self.data = data
            self.total = total
            self.hasMore = hasMore
        }

        private enum CodingKeys: String, CodingKey {
            case data
            case total
            case hasMore = "has_more"
        }

        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            data = try container.decode([Element].self, forKey: .data)
            total = try container.decodeIfPresent(Int.self, forKey: .total) ?? data.count
            hasMore = try container.decodeIfPresent(Bool.self, forKey: .hasMore) ?? false
        }
    }

    /// The reply to a deletion.
    package struct Deletion: Codable, Sendable, Hashable {
        package var id: String
        package var deleted: Bool

        package init(id: String, deleted: Bool = true) {
            self.id = id
            self.deleted = deleted
        }
    }
}
