import Hummingbird
import Logging
import NIOCore

/// What is known of a request besides its bytes.
struct ServiceContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// What the service listens on; nil without a socket.
    var port: Int? { channel.localAddress?.port }

    /// The address of the other side, without its port.
    var peer: String { channel.remoteAddress?.ipAddress ?? "" }
}
