package import Logging
package import WireFormats

/// What the root decides about the service.
package struct ServiceConfiguration: Sendable {
    /// On 127.0.0.1; 0 takes any free one.
    package var port: Int
    package var key: ServiceKey
    /// Made with mode 0600 if it is not there; its folder must be.
    package var databasePath: String
    /// The assistant that is there from the first start; it comes back at the next start when it was deleted.
    package var defaultAssistant: Assisters.AssistantDraft
    /// Where the functions of assistants are asked: `POST {toolsBaseURL}/tools/{name}`; nil when there are none.
    package var toolsBaseURL: String?
    /// Functions may be asked on other computers too.
    package var allowsRemoteTools: Bool
    package var limits: ServiceLimits
    package var logger: Logger

    package init(
        port: Int = 0, key: ServiceKey, databasePath: String, defaultAssistant: Assisters.AssistantDraft,
        toolsBaseURL: String? = nil, allowsRemoteTools: Bool = false, limits: ServiceLimits = ServiceLimits(),
        logger: Logger
    ) {
        self.port = port
        self.key = key
        self.databasePath = databasePath
        self.defaultAssistant = defaultAssistant
        self.toolsBaseURL = toolsBaseURL
        self.allowsRemoteTools = allowsRemoteTools
        self.limits = limits
        self.logger = logger
    }
}

/// How much the service takes from its clients, and how long it waits for them.
package struct ServiceLimits: Sendable, Hashable {
    package var requestsPerMinute = 1000
    /// Requests with a wrong key, of one peer.
    package var wrongKeysPerMinute = 10
    package var connections = 256
    package var targetBytes = 8 << 10
    package var headerBytes = 32 << 10
    package var headerFields = 100
    package var bodyBytes = 4 << 20
    /// Nested arrays and objects of a body.
    package var bodyDepth = 64
    package var bodyDeadline = Duration.seconds(30)
    package var idle = Duration.seconds(60)
    /// What may wait for a slow reader of a stream before it is disconnected.
    package var listenerBytes = 1 << 20
    /// A comment is sent to each listener this often.
    package var ping = Duration.seconds(15)
    /// Growing text is saved when this has passed or this much is unsaved.
    package var saveInterval = Duration.milliseconds(250)
    package var saveBytes = 2 << 10
    /// Repeats of a request with the same idempotency key are recognised for so long.
    package var idempotencyLifetime = Duration.seconds(24 * 60 * 60)
    package var tools = ToolLimits()
    /// Whoever stops a run is answered after this, even if its work has not ended.
    package var stopPatience = Duration.seconds(2)
    /// Connections that are still open then are cut.
    package var shutdown = Duration.seconds(5)

    package init() {}
}
