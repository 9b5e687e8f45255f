/// An assistant service as the status line shows it.
package struct Service: Hashable, Sendable, Identifiable {
    package let id: ServiceID
    /// "Local service".
    package var name: String
    /// Who answers by default: "Guide".
    package var assistant: String
    package var reachability: Reachability

    package init(id: ServiceID, name: String, assistant: String, reachability: Reachability = .unknown) {
        self.id = id
        self.name = name
        self.assistant = assistant
        self.reachability = reachability
    }
}

package enum Reachability: Hashable, Sendable {
    /// Not asked yet.
    case unknown
    case reachable
    case unreachable(Failure)
}
