package import ChatModel
import Foundation
import WireFormats

/// Asks a service for something that starts nothing, to learn whether it is at this path and takes the key.
package struct ServiceProbe: Sendable {
    package enum API: Hashable, Sendable {
        case assisters
        case amity(KeyHeader)
        case betterforms
        case models(ModelAPI)
    }

    private let api: API
    private let connection: ServiceConnection
    private let key: String?
    /// Where the key comes from, for the words of a failure; nil where none is named.
    private let keySource: String?
    /// Of a service of models.
    private let dialect: (any ModelDialect)?

    /// - Parameters:
    ///   - key: Sent to this address and to no other; nil where none is needed.
    ///   - environment: Where `https_proxy`, `http_proxy` and `no_proxy` are read; never for this machine itself.
    package init(
        _ api: API, address: ServiceAddress, key: String?, keySource: String?, environment: [String: String]
    ) {
        self.api = api
        self.key = key
        self.keySource = keySource
        var header = KeyHeader.bearer
        switch api {
        case .amity(let own):
            header = own
            dialect = nil
        case .models(let models):
            let dialect = models.dialect(at: address)
            header = dialect.keyHeader
            self.dialect = dialect
        case .assisters, .betterforms: dialect = nil
        }
        // BetterForms takes its key in the body.
        connection = ServiceConnection(
            address: address, key: api == .betterforms ? nil : key, keyHeader: header,
            timeouts: ServiceTimeouts(), environment: environment)
    }

    /// Says what was seen; answers within `limit`.
    package func run(within limit: Duration = .seconds(5)) async -> Result<String, Failure> {
        let result: Result<String, Failure>
        do throws(ServiceFault) {
            result = judge(try await connection.answer(to: call, mostBytes: 1 << 20, within: limit))
        } catch .silent where api == .betterforms || isAmity {
            // One that answers an empty message with a stream has taken the key.
            result = .success("it was not refused")
        } catch .tooLarge {
            result = .success("it was not refused")
        } catch {
            result = .failure(error.failure(of: connection.address.authority))
        }
        await connection.close()
        return result
    }

    private var call: ServiceCall {
        switch api {
        case .assisters: AssistersCalls.firstAssistant()
        // A message without a text, which a service refuses.
        case .amity: ServiceCall(method: .post, path: "", body: Array("{}".utf8))
        case .betterforms: BetterFormsCalls.probe(key: key ?? "")
        case .models(let models): dialect?.models ?? models.dialect(at: connection.address).models
        }
    }

    private var isAmity: Bool { if case .amity = api { true } else { false } }

    private func judge(_ answer: ServiceAnswer) -> Result<String, Failure> {
        let place = connection.address.url(of: call.path)
        switch answer.status {
        case 401, 403:
            return .failure(unaccepted("\(place) answered with status \(answer.status)"))
        case 300..<400, 429, 500...:
            let refusal = Refusal(
                status: answer.status, message: "", retryAfter: answer.retryAfter, location: answer.location)
            return .failure(ServiceFault.refused(refusal).failure(of: connection.address.authority))
        case 404, 405: return .failure(wrongPath("\(place) answered with status \(answer.status)"))
        case _ where api == .assisters: return assistants(in: answer, place)
        case _ where dialect != nil: return models(in: answer, place)
        default: return .success("it is accepted")
        }
    }

    private func assistants(in answer: ServiceAnswer, _ place: String) -> Result<String, Failure> {
        guard answer.isSuccess,
            let page = try? AssistersCalls.value(Assisters.Page<Assisters.Assistant>.self, in: answer)
        else {
            return .failure(wrongPath("\(place) answered with status \(answer.status), and with no list of assistants"))
        }
        guard page.total != 0 || !page.data.isEmpty else {
            return .failure(
                Failure(
                    what: "There is no assistant", why: "\(connection.address.authority) lists none",
                    remedy: "make one, in Weft or at the service"))
        }
        return .success("it is accepted")
    }

    private func models(in answer: ServiceAnswer, _ place: String) -> Result<String, Failure> {
        guard answer.isSuccess, let models = try? dialect?.models(in: answer) else {
            return .failure(wrongPath("\(place) answered with status \(answer.status), and with no list of models"))
        }
        let count = models.count == 1 ? "1 model" : "\(models.count) models"
        return .success(key == nil ? "it needs none, and has \(count)" : "it is accepted, and there are \(count)")
    }

    private func unaccepted(_ why: String) -> Failure {
        guard let keySource else {
            return Failure(
                what: "The service wants a key", why: why,
                remedy: "name the place of one in config.toml with key_command, key_env or key_file")
        }
        return Failure(what: "The key is wrong", why: why, remedy: "check the key; it comes from \(keySource)")
    }

    private func wrongPath(_ why: String) -> Failure {
        let remedy =
            switch api {
            case .assisters: "check the path of the url; that of an Assisters service ends in /v1"
            case .amity: "check the path of the url; it is the whole address that messages are posted to"
            case .betterforms: "check the url; it is the portal without a path"
            case .models(let models): "check the path of the url; \(models.addressRule)"
            }
        return Failure(what: "The path is wrong", why: why, remedy: remedy)
    }
}
