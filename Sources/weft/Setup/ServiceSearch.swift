import ChatModel
import Glibc
import Providers
import Session

/// Looks for services that can be used at once: keys in the environment, and models on this machine's own ports.
struct ServiceSearch: Sendable {
    let environment: [String: String]
    let configuration: Configuration

    /// The longest that something on a port may take to say what it is.
    private static let patience = Duration.seconds(2)

    /// Those whose key is in the environment. Nothing is asked.
    var keyed: [FoundService] {
        var variables = Set(
            environment.keys.filter { name in
                configuration.services.contains { $0.keySources.contains(.variable(name)) }
            })
        return candidates.filter { service in
            guard let variable = service.keyVariable, environment[variable]?.isEmpty == false else { return false }
            // A key opens several APIs of one service; the first is the one that most have.
            return variables.insert(variable).inserted
        }
    }

    /// Those that need no key, and something listens at their port.
    var listening: [FoundService] {
        candidates.filter { service in
            guard service.keyVariable == nil, let address = service.configured(model: nil)?.address else {
                return false
            }
            return Self.listens(at: address.port)
        }
    }

    /// The models of a service, in its order.
    func models(of service: FoundService) async -> Result<[String], Failure> {
        guard let configured = service.configured(model: nil) else { return .success([]) }
        switch await configured.client(environment: environment) {
        case .failure(let failure): return .failure(failure)
        case .success(let client):
            let models = await Self.models(
                of: client, within: service.keyVariable == nil ? Self.patience : .seconds(30))
            await client.close()
            return models
        }
    }

    private static func models(of client: ServiceClient, within limit: Duration) async -> Result<[String], Failure> {
        guard let directory = client.directory else { return .success([]) }
        return await withTaskGroup { group in
            group.addTask { () async -> Result<[String], Failure> in
                do throws(Failure) {
                    return .success(try await directory.assistants(after: 0).assistants.map(\.id.text))
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                try? await Task.sleep(for: limit)
                return .failure(Failure(what: "Its models cannot be listed", why: "it did not answer in time"))
            }
            let first = await group.next()
            group.cancelAll()
            return first ?? .success([])
        }
    }

    /// All that may be here and are not in the configuration, each with a name that is free there.
    private var candidates: [FoundService] {
        let assisters = FoundService(
            name: free("assisters"), kind: .assisters, url: "https://api.assisters.ai/v1",
            keyVariable: "ASSISTERS_API_KEY")
        let known = KnownService.all.map { service in
            FoundService(
                name: free(service.name), kind: service.kind, url: url(of: service), keyVariable: service.keyVariable)
        }
        return ([assisters] + known).filter { candidate in
            !configuration.services.contains { $0.kind == candidate.kind && $0.url == candidate.url }
        }
    }

    private func free(_ name: String) -> String {
        let taken = configuration.services.map(\.name) + EmbeddedService.allCases.map(\.rawValue)
        let names = [name] + (2...99).map { "\(name)-\($0)" }
        return names.first { !taken.contains($0) } ?? name
    }

    /// The clients of OpenAI may be told of another place, and servers on this machine of another port, by variables of
    /// their own.
    private func url(of service: KnownService) -> String {
        if service.keyVariable == "OPENAI_API_KEY", let told = environment["OPENAI_BASE_URL"],
            (try? ServiceAddress(told)) != nil
        {
            return told
        }
        let variable = ["ollama": "OLLAMA_HOST", "llamacpp": "LLAMA_ARG_PORT"][service.name] ?? ""
        guard let port = environment[variable].flatMap(Self.ownPort),
            let place = service.url.firstRange(of: "127.0.0.1:")
        else { return service.url }
        return service.url[..<place.upperBound] + "\(port)" + service.url[place.upperBound...].drop(while: \.isNumber)
    }

    /// The port in "11435", "127.0.0.1:11435", "http://localhost:11435" or ":11435"; nil for another machine.
    static func ownPort(_ text: String) -> Int? {
        var rest = text[...]
        for scheme in ["http://", "https://"] where rest.hasPrefix(scheme) { rest = rest.dropFirst(scheme.count) }
        rest = rest.prefix { $0 != "/" }
        guard let colon = rest.lastIndex(of: ":") else { return Int(rest) }
        let host = rest[..<colon]
        guard ["", "127.0.0.1", "localhost", "0.0.0.0", "[::]", "[::1]"].contains(String(host)) else { return nil }
        return Int(rest[rest.index(after: colon)...]).flatMap { (1...65535).contains($0) ? $0 : nil }
    }

    /// Whether something takes connections at this port of 127.0.0.1; nothing is said to it.
    private static func listens(at port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(clamping: port)).bigEndian
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
