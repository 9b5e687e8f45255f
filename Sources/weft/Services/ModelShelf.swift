import ChatModel
import Foundation
import Glibc
import Providers

/// Where the lists of models are kept that were fetched last, so that they are there at once after a start.
struct ModelShelf: Hashable, Sendable {
    let directory: String

    /// The file of a service. What is in it counts only for the same API at the same address.
    func entry(of service: ConfiguredService) -> Entry {
        Entry(directory: directory, name: service.name + ".json", address: "\(service.kind.rawValue) \(service.url)")
    }

    /// The list of one service, in a file that can be deleted at any time. No key is ever in it.
    struct Entry: Hashable, Sendable {
        let directory: String
        let name: String
        let address: String

        private static let mostBytes = 16 << 20

        private var path: String { "\(directory)/\(name)" }

        /// nil if nothing is kept, or nothing that can be read.
        func read() -> AssistantList? {
            guard let data = FileManager.default.contents(atPath: path), data.count <= Self.mostBytes,
                let list = try? JSONDecoder().decode(KeptList.self, from: data), list.version == KeptList.version,
                list.address == address, !list.models.isEmpty
            else { return nil }
            return AssistantList(
                assistants: list.models.map(\.assistant), hasMore: false,
                rememberedFrom: Timestamp(milliseconds: list.fetchedAt))
        }

        /// Writes the file whole or not at all. What cannot be kept is fetched again the next time.
        func write(_ models: [Assistant], at moment: Timestamp) {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let list = KeptList(address: address, fetchedAt: moment.milliseconds, models: models.map(KeptModel.init))
            guard !models.isEmpty, let data = try? encoder.encode(list), data.count <= Self.mostBytes,
                (try? ProcessSafety.makeDirectory(directory)) != nil
            else { return }
            let half = "\(path).\(getpid())"
            guard
                FileManager.default.createFile(
                    atPath: half, contents: data, attributes: [.posixPermissions: 0o600])
            else { return }
            if rename(half, path) != 0 { unlink(half) }
        }
    }
}

private struct KeptList: Codable {
    static let version = 2

    var version = Self.version
    let address: String
    /// Milliseconds since 1970.
    let fetchedAt: Int64
    let models: [KeptModel]
}

private struct KeptModel: Codable {
    let id: String
    let name: String
    let description: String
    let model: String
    let contextTokens: Int?
    let takesImages: Bool?

    init(_ assistant: Assistant) {
        id = assistant.id.text
        name = assistant.profile.name
        description = assistant.profile.description
        model = assistant.profile.model
        contextTokens = assistant.contextTokens
        takesImages = assistant.takesImages
    }

    var assistant: Assistant {
        Assistant(
            id: AssistantID(id), profile: AssistantProfile(name: name, description: description, model: model),
            takesImages: takesImages, contextTokens: contextTokens)
    }
}
