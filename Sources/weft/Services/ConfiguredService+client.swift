import ChatModel
import Providers

extension ConfiguredService {
    /// Fetches the keys, and makes a client with them.
    func client(environment: [String: String]) async -> Result<ServiceClient, Failure> {
        do throws(Failure) {
            let key = try await key?.inUse(environment: environment).key(environment: environment)
            return .success(ServiceClient(client: try await client(key: key, environment)))
        } catch {
            return .failure(error)
        }
    }

    private func client(
        key: SecretKey?, _ environment: [String: String]
    ) async throws(Failure) -> any StreamingClient {
        switch defaults {
        case .assisters(let assistant):
            return AssistersProvider(
                address: address, key: key?.text, settings: AssistersSettings(assistant: assistant),
                environment: environment)
        case .amity(let defaults):
            let settings = AmitySettings(
                keyHeader: defaults.keyHeader, template: defaults.template, streams: defaults.streams)
            return AmityProvider(url: address, key: key?.text, settings: settings, environment: environment)
        case .betterforms(let defaults):
            let source = defaults.providerKey?.inUse(environment: environment)
            let providerKey = try await source?.key(environment: environment)
            return BetterFormsProvider(
                address: address, key: key?.text, settings: defaults.settings(providerKey: providerKey),
                environment: environment)
        case .models(let api, let settings):
            return ModelProvider(
                api, address: address, key: key?.text, settings: settings, environment: environment)
        }
    }

    /// Tries the service step by step.
    func check(environment: [String: String], limits: CheckLimits = CheckLimits()) -> ServiceCheck {
        let service = self
        return ServiceCheck(address: address, environment: environment, limits: limits) {
            do throws(Failure) {
                let source = service.key?.inUse(environment: environment)
                let key = try await source?.key(environment: environment)
                let probe = ServiceProbe(
                    service.probed, address: service.address, key: key?.text, keySource: source?.words,
                    environment: environment)
                let client = try await service.client(key: key, environment)
                return .success(
                    ServiceCheck.Client(
                        confirmsStops: service.kind == .betterforms, probe: { await probe.run() }, reply: client.reply,
                        close: client.close))
            } catch {
                return .failure(error)
            }
        }
    }

    private var probed: ServiceProbe.API {
        switch defaults {
        case .assisters: .assisters
        case .amity(let defaults): .amity(defaults.keyHeader)
        case .betterforms: .betterforms
        case .models(let api, _): .models(api)
        }
    }
}

extension BetterFormsDefaults {
    fileprivate func settings(providerKey: SecretKey?) -> BetterFormsSettings {
        var settings = BetterFormsSettings(providerKey: providerKey?.text, model: model, instructions: instructions)
        if let provider { settings.provider = provider }
        if let action { settings.actionName = action }
        settings.stream = streams
        return settings
    }
}
