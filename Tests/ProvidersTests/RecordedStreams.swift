import Foundation
import Testing

@testable import Providers
@testable import WireFormats

/// A stream of a real service, kept by whoever runs the tests; none is in the project.
///
/// The folder that `WEFT_RECORDINGS` names has one for each API, by its name in `ModelAPI`. A file there is the body of an
/// answer to the byte (`.sse`, `.ndjson`), or has one record of JSON in each line (all others), which is framed here as
/// the service would.
struct RecordedStream: Sendable, CustomTestStringConvertible {
    let api: ModelAPI
    let stream: ModelStream

    var testDescription: String { stream.description }

    static let folder = ProcessInfo.processInfo.environment["WEFT_RECORDINGS"].map { URL(filePath: $0) }

    static let all: [RecordedStream] = ModelAPI.allCases.flatMap { api in
        let folder = folder?.appending(path: api.rawValue)
        let files = folder.flatMap {
            try? FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil)
        }
        return (files ?? []).sorted { $0.path < $1.path }.compactMap { try? RecordedStream(api, $0) }
    }

    private init(_ api: ModelAPI, _ file: URL) throws {
        self.api = api
        let body = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let isAsItCame = ["sse", "ndjson"].contains(file.pathExtension)
        let lines = body.split(separator: "\n", omittingEmptySubsequences: !isAsItCame).map(String.init)
        let records = isAsItCame ? lines : lines.map { Self.framed($0, api) }
        let end = lines.firstIndex { Self.isEnd($0, api) } ?? lines.count
        let separator = isAsItCame || api == .ollama ? "\n" : "\n\n"
        stream = ModelStream(
            "\(api.rawValue)/\(file.lastPathComponent)", records + [""], end: end, separator: separator)
    }

    private static func framed(_ record: String, _ api: ModelAPI) -> String {
        switch api {
        case .ollama: record
        case .chatCompletions: "data: \(record)"
        case .responses, .anthropic:
            (json(record)?["type"]?.string).map { "event: \($0)\ndata: \(record)" } ?? "data: \(record)"
        }
    }

    /// From here on the service has said how the reply ended; read here in another way than where it counts.
    private static func isEnd(_ line: String, _ api: ModelAPI) -> Bool {
        let data = line.hasPrefix("data:") ? String(line.dropFirst(5)) : line
        if data.drop(while: \.isWhitespace).hasPrefix("[DONE]") { return api == .chatCompletions }
        guard let record = json(data) else { return false }
        if let error = record["error"], error != .null { return true }
        switch api {
        case .chatCompletions:
            guard case .array(let choices)? = record["choices"] else { return false }
            return choices.contains { $0["finish_reason"]?.string?.isEmpty == false }
        case .responses:
            let ends = ["response.completed", "response.incomplete", "response.failed", "response.cancelled", "error"]
            return ends.contains(record["type"]?.string ?? "")
        case .anthropic:
            let reasons = [record["delta"], record["message"]].map { $0?["stop_reason"]?.string }
            return ["message_stop", "error"].contains(record["type"]?.string) || reasons.contains { $0 != nil }
        case .ollama: return record["done"] == .bool(true)
        }
    }

    private static func json(_ text: String) -> JSONValue? {
        try? WireJSON.decode(JSONValue.self, from: Array(text.utf8))
    }
}

extension JSONValue {
    fileprivate var string: String? {
        if case .string(let text) = self { text } else { nil }
    }
}
