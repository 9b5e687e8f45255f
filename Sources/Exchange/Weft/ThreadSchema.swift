/// The JSON that Weft exports threads in, version 1. Nothing is left out: read back, a thread is equal to the byte.
///
/// A file is one object, with a line for each thread so that tools for lines work too:
///
///     {"format":"weft-threads","version":1,"threads":[
///     {thread},
///     {thread}
///     ]}
///
/// A *thread* has `id`, `title`, `createdAt`, `activeAt`, `service` and `messages`; where they apply, `assistant`
/// (`id`, `name`), `settings` (how replies are made: `system`, `temperature`, `topP`, `maxTokens`, and `effort`:
/// `none`, `minimal`, `low`, `medium`, `high`; each where it is decided), `preset` (the name of the preset they are
/// of), `remoteID` (its name at the service), `remoteTip` (the last message told there), `deletedAt`, `labels`,
/// `through` (the branch on screen goes through this message), `draft`; and the flags `isUnread`, `hasFailed`,
/// `isEmpty`, `hasOwnTitle`, `isPinned`, `isArchived`, left out where they are false.
///
/// A *message* has `id`, `role` (`user`, `assistant`), `text`, `createdAt`, `state`; where they apply, `parent` (the
/// message it follows), `answers` (the prompt it answers), `author`, and `parts`, each with `id`, `kind`, `title` and
/// `text`, which for the kind `image` is a `data:` URL. All branches are there, in the order the messages were added. `state` is `queued`, `sent`, `running`,
/// `complete`, `stopped` with `outcome` (`byService`, `hereOnly`, `byClosing`, `alreadyFinished`), or `interrupted` or
/// `failed` with `failure` (`what`, `why`, `remedy`).
///
/// A moment is a text such as `2026-11-21T17:05:09.123Z`, or, outside of the years 0 to 9999, a number of milliseconds
/// since 1970. Members that are not known are passed over. A version that is higher is refused.
package enum ThreadSchema {
    static let format = "weft-threads"
    package static let version = 1

    package static let start = Array("{\"format\":\"\(format)\",\"version\":\(version),\"threads\":[\n".utf8)
    package static let separator = Array(",\n".utf8)
    package static let end = Array("\n]}\n".utf8)

    /// What an export of no thread at all is.
    package static let empty = Array("{\"format\":\"\(format)\",\"version\":\(version),\"threads\":[]}\n".utf8)
}
