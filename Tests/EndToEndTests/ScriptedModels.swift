import Foundation
import TestSupport

/// A service of models that answers what the newest prompt asks for, in OpenAI's Chat Completions.
enum ScriptedModels {
    /// What it is asked, oldest first.
    static func asked(_ server: ScriptedHTTPServer) -> [String] {
        server.requests.filter { $0.target == "/v1/chat/completions" }.map(\.text)
    }

    static let script: ScriptedHTTPServer.Script = { request, response in
        if request.target.hasPrefix("/api/") { return try await ollama(request, response) }
        guard request.header("Authorization") == "Bearer scripted-key" else {
            return try await response.json(
                #"{"error":{"message":"Incorrect API key","type":"invalid_request_error"}}"#, status: 401)
        }
        guard request.target == "/v1/chat/completions" else {
            return try await response.json(#"{"object":"list","data":[{"id":"small"},{"id":"large"}]}"#)
        }
        if request.text.contains("WISH-refused") {
            return try await response.json(
                #"{"error":{"message":"This is not allowed","type":"invalid_request_error"}}"#, status: 400)
        }
        try await response.begin(200, ["Content-Type": "text/event-stream"])
        try await response.write(chunk(#"{"role":"assistant","content":""}"#))
        try await response.write(chunk(##"{"content":"# Title\n\nThe **answer**"}"##))
        if request.text.contains("WISH-cut") { return try await response.cut() }
        if request.text.contains("WISH-slow") { return await response.untilClientLeaves() }
        if request.text.contains("WISH-flood") {
            while !Task.isCancelled { try await response.write(chunk(#"{"content":"\nline"}"#)) }
            return
        }
        try await response.write(chunk(#"{"content":" to it."}"#))
        let reason = request.text.contains("WISH-length") ? "length" : "stop"
        try await response.write(chunk("{}", end: reason))
        try await response.write("data: [DONE]\n\n")
        try await response.end()
    }

    /// Ollama's own API.
    private static func ollama(
        _ request: ScriptedHTTPServer.Request, _ response: ScriptedHTTPServer.Response
    ) async throws {
        guard request.target == "/api/chat" else {
            return try await response.json(#"{"models":[{"name":"llama:3b","model":"llama:3b"}]}"#)
        }
        try await response.begin(200, ["Content-Type": "application/x-ndjson"])
        for word in ["From ", "a ", "llama."] {
            try await response.write(
                #"{"model":"llama:3b","message":{"role":"assistant","content":"\#(word)"},"done":false}"# + "\n")
        }
        try await response.write(
            #"{"model":"llama:3b","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop"}"# + "\n"
        )
        try await response.end()
    }

    private static func chunk(_ delta: String, end: String? = nil) -> String {
        let reason = end.map { "\"\($0)\"" } ?? "null"
        return """
            data: {"id":"c","object":"chat.completion.chunk","model":"small","choices":[{"index":0,"delta":\(delta),\
            "finish_reason":\(reason)}]}\n\n
            """
    }
}

extension Home {
    /// Has `config.toml` name the scripted service as the default one, and others that do not work.
    func configure(_ server: ScriptedHTTPServer) throws {
        let folder = path + "/.config/weft"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try """
        default = "scripted"

        [services.scripted]
        kind = "openai"
        url = "http://127.0.0.1:\(server.port)/v1"
        key_env = "SCRIPTED_KEY"
        model = "small"

        [services.keyless]
        kind = "openai"
        url = "http://127.0.0.1:\(server.port)/v1"
        key_env = "NO_SUCH_KEY"
        model = "small"

        [services.wrongkey]
        kind = "openai"
        url = "http://127.0.0.1:\(server.port)/v1"
        key_env = "WRONG_KEY"
        model = "small"

        [services.nobody]
        kind = "openai"
        url = "http://127.0.0.1:1/v1"
        key_file = "\(path)/.key"
        model = "small"

        """.write(toFile: folder + "/config.toml", atomically: true, encoding: .utf8)
        try "a-key".write(toFile: path + "/.key", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path + "/.key")
    }

    /// Runs a line of the shell in this home until it ends; `weft` is the built one.
    func shell(_ line: String, _ more: [String: String] = [:]) throws -> Outcome {
        let (process, output, errors) = try startShell(
            "timeout -k 1 60 bash -c \"$LINE\"", more.merging(["LINE": line]) { $1 })
        let text = String(decoding: output.readDataToEndOfFile(), as: UTF8.self)
        let complaints = String(decoding: errors.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Outcome(code: process.terminationStatus, output: text, errors: complaints)
    }

    func startShell(
        _ line: String, _ more: [String: String] = [:]
    ) throws -> (Process, output: FileHandle, errors: FileHandle) {
        let (output, errors) = (Pipe(), Pipe())
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", line]
        let folder = URL(fileURLWithPath: BuiltProduct.path("weft")).deletingLastPathComponent().path
        let variables = [
            "PATH": "\(folder):/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color",
            "SCRIPTED_KEY": "scripted-key", "WRONG_KEY": "another-key",
        ]
        process.environment = environment(variables.merging(more) { $1 })
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        return (process, output.fileHandleForReading, errors.fileHandleForReading)
    }
}
