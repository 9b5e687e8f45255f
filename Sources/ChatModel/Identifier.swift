/// The name of one thread, message, run, service or assistant; the kind is part of the type.
package struct Identifier<Subject>: Hashable, Sendable, Comparable {
    package let text: String

    package init(_ text: String) { self.text = text }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

package typealias ThreadID = Identifier<ChatThread>
package typealias MessageID = Identifier<Message>
package typealias RunID = Identifier<Run>
package typealias ServiceID = Identifier<Service>
package typealias AssistantID = Identifier<Assistant>

extension Identifier: CustomStringConvertible {
    package var description: String { text }
}

extension Identifier: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.text = text }
}
