import Foundation
import Synchronization
import TestSupport

/// A server that speaks the four APIs of models, and what it has seen. The prompt says what is to come. Its models at
/// Ollama's take no images.
///
///     hello     a thought, a reply, its end
///     endless   half a reply, and nothing more until the client leaves
///     busy      a refusal with a wait of two seconds, then as hello
///     break     half a reply, and an error
final class ModelHouse: Sendable {
    static let key = "sk-CANARY-7f3a9c"

    private struct Seen {
        var refusals: Set<String> = []
        var leftAt: [ContinuousClock.Instant] = []
        var stopped: [String] = []
    }

    private let seen = Mutex(Seen())

    /// When clients left in the midst of a reply.
    var leftAt: [ContinuousClock.Instant] { seen.withLock { $0.leftAt } }
    /// Which runs were cancelled by a call.
    var stopped: [String] { seen.withLock { $0.stopped } }

    func answer(_ request: ScriptedHTTPServer.Request, _ response: ScriptedHTTPServer.Response) async throws {
        guard let tongue = ModelTongue(target: request.target), request.method == "POST" else {
            return try await answerCall(request, response)
        }
        let words = request.lastPrompt
        if words.contains("busy"), seen.withLock({ $0.refusals.insert(tongue.rawValue).inserted }) {
            return try await response.json(
                tongue.refusal("Slow down, please"), status: 429, headers: ["Retry-After": "2"])
        }
        try await response.begin(200, ["Content-Type": tongue.contentType])
        try await response.write(tongue.opening)
        if words.contains("endless") || words.contains("break") {
            try await response.write(tongue.text("Half an answer"))
            guard words.contains("break") else {
                await response.untilClientLeaves()
                return seen.withLock { $0.leftAt.append(.now) }
            }
            try await response.write(tongue.trouble("The model fell over"))
        } else {
            try await response.write(tongue.thought("A greeting. **Greet** back."))
            try await response.write(tongue.text("Good day to") + tongue.text(" you, friend.") + tongue.ending)
        }
        try await response.end()
    }

    private func answerCall(
        _ request: ScriptedHTTPServer.Request, _ response: ScriptedHTTPServer.Response
    ) async throws {
        if request.target.hasSuffix("/cancel") {
            seen.withLock { $0.stopped.append(request.target) }
            return try await response.json(#"{"id":"resp_1","status":"cancelled","output":[]}"#)
        }
        if request.target == "/api/show" { return try await response.json(#"{"capabilities":["completion"]}"#) }
        try await response.json(request.target == "/api/tags" ? ModelTongue.ollama.models : ModelTongue.openai.models)
    }
}

extension ScriptedHTTPServer.Request {
    /// What stands behind the last word that only prompts have.
    fileprivate var lastPrompt: Substring {
        let text = self.text
        let places = ["say ", "Continue from"].flatMap { text.ranges(of: $0) }
        return places.map(\.lowerBound).max().map { text[$0...].prefix(20) } ?? ""
    }
}

extension Home {
    /// Writes a configuration with a service of each API at this port; the last answers in new threads.
    func settle(_ tongues: [ModelTongue], port: Int, more: String = "") throws {
        let services = tongues.map { tongue in
            """
            [services.\(tongue.rawValue)]
            kind = "\(tongue.rawValue)"
            url = "http://127.0.0.1:\(port)\(tongue.path)"
            model = "model-1"
            key_env = "MODEL_KEY"
            \(more)

            """
        }
        let folder = path + "/.config/weft"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let text = "default = \"\(tongues.last?.rawValue ?? "")\"\n\n" + services.joined(separator: "\n")
        try text.write(toFile: folder + "/config.toml", atomically: true, encoding: .utf8)
    }

    /// The files below the home that hold a text.
    func files(holding text: String) -> [String] {
        let needle = Data(text.utf8)
        return files.filter { file in
            guard !file.isDirectory, let data = FileManager.default.contents(atPath: path + "/" + file.path) else {
                return false
            }
            return data.range(of: needle) != nil
        }.map(\.path)
    }
}
