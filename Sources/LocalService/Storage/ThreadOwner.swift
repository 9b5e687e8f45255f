/// The API to which a thread belongs; no other sees it. The raw values are what the database keeps.
enum ThreadOwner: String, Sendable, Hashable {
    case assisters
    case amity
    case betterForms = "betterforms"
}

/// What a thread says of its replies, in place of what its assistant says; nil leaves it to the assistant.
struct ThreadOpening: Sendable, Hashable {
    var instructions: String?
    var model: String?
}
