import ChatModel
import LocalService
import Providers

/// Where the APIs of the local service are.
struct LocalAddresses: Hashable, Sendable {
    let port: Int

    /// As it stands in a `[services.NAME]` table.
    func url(_ service: EmbeddedService) -> String {
        switch service {
        case .assisters: "http://127.0.0.1:\(port)/v1"
        case .amity: "http://127.0.0.1:\(port)/api/v1/assistants/messages"
        case .betterforms: "http://127.0.0.1:\(port)"
        }
    }

    func address(_ service: EmbeddedService) throws(Failure) -> ServiceAddress { try ServiceAddress(url(service)) }

    /// What goes into a `config.toml` so that another Weft of this person uses the service.
    func block(_ service: EmbeddedService, keyFile: String) -> ServiceBlock {
        let name = service == .assisters ? "served" : "served-\(service.kind.rawValue)"
        var block = ServiceBlock(name: name, kind: service.kind, url: url(service))
        block.set(.keyFile, .string(keyFile))
        return block
    }
}

/// A client for each API of one local service.
struct LocalClients: Sendable {
    let addresses: LocalAddresses
    let key: ServiceKey
    private let assisters: ServiceClient
    private let amity: ServiceClient
    private let betterforms: ServiceClient

    init(_ addresses: LocalAddresses, key: ServiceKey) throws(Failure) {
        self.addresses = addresses
        self.key = key
        assisters = ServiceClient(client: AssistersProvider(address: try addresses.address(.assisters), key: key.text))
        amity = ServiceClient(client: AmityProvider(url: try addresses.address(.amity), key: key.text))
        betterforms = ServiceClient(
            client: BetterFormsProvider(address: try addresses.address(.betterforms), key: key.text))
    }

    subscript(service: EmbeddedService) -> ServiceClient {
        switch service {
        case .assisters: assisters
        case .amity: amity
        case .betterforms: betterforms
        }
    }

    func close() async {
        for service in EmbeddedService.allCases { await self[service].close() }
    }
}
