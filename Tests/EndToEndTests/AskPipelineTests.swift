import Foundation
import TerminalModel
import TestSupport
import Testing

/// One line of the shell with `weft ask` in it, and what it must do.
struct AskPipeline: CustomTestStringConvertible, Sendable {
    let line: String
    /// The whole of standard output.
    var output: String?
    /// Somewhere on standard error; nil where that must be empty.
    var errors: String?
    var code: Int32 = 0
    /// What the service was asked has all of these.
    var asked: [String] = []

    var testDescription: String { line }

    static let answer = "# Title\n\nThe **answer** to it."
    static let usage = "See 'weft ask --help'"

    static let all: [AskPipeline] = [
        .init(line: "weft ask what is it", output: answer + "\n", asked: [#""content":"what is it""#]),
        .init(line: "echo 'what is it' | weft ask", output: answer + "\n", asked: [#""content":"what is it""#]),
        .init(
            line: "printf -- '-old\\n+new\\n' | weft ask 'review this'", output: answer + "\n",
            asked: [#""content":"review this\n\n-old\n+new""#]),
        .init(
            line: "echo text > a.txt; weft ask -f a.txt explain", output: answer + "\n",
            asked: [#""content":"explain\n\na.txt:\n```\ntext\n```""#]),
        .init(
            line: "echo in | weft ask -f - explain", output: answer + "\n",
            asked: [#"explain\n\n-:\n```\nin\n```"#]),
        .init(
            line: "printf 'GIF89a\\001\\000\\001\\000' > dot; weft ask -f dot", output: answer + "\n",
            asked: [#""type":"image_url""#, "data:image/gif;base64,R0lGODlhAQABAA=="]),
        .init(
            line: "printf 'GIF89a' > dot; weft ask -s local -f dot hi", output: "", errors: "takes no files", code: 1),
        .init(
            line: "weft ask one >/dev/null; weft ask -c two", output: answer + "\n",
            asked: [#""content":"one""#, #"**answer** to it."#, #""content":"two""#]),
        .init(
            line: "weft ask one >/dev/null; weft ask other >/dev/null; id=$(weft threads list one | cut -c1-8); "
                + "weft ask -t $id two", output: answer + "\n", asked: [#""content":"one""#, #""content":"two""#]),
        .init(line: "weft ask -m large hi", output: answer + "\n", asked: [#""model":"large""#]),
        .init(line: "weft ask -a SMALL hi", output: answer + "\n", asked: [#""model":"small""#]),
        .init(line: "weft ask --system 'Be short.' hi", output: answer + "\n", asked: ["Be short."]),
        .init(
            line: "weft ask --system 'Be short.' one >/dev/null; weft ask -c two", output: answer + "\n",
            asked: ["Be short.", #""content":"two""#]),
        .init(line: "weft ask --raw hi | tail -c 6", output: "to it."),
        .init(line: "weft ask --json hi | tail -n 1 | grep -o '\"status\":0'", output: "\"status\":0\n"),
        .init(
            line: "weft ask --no-save hi >/dev/null; weft threads list", output: "", errors: "no threads yet", code: 1),
        .init(
            line: "weft ask hi >/dev/null; weft threads show $(weft threads list | cut -c1-8) | grep -c answer",
            output: "1\n"),
        .init(line: "weft ask -s local 'how do I quit?' | grep -o 'Quitting \\[1\\]'", output: "Quitting [1]\n"),
        .init(line: "weft ask", output: "", errors: usage, code: 2),
        .init(line: "weft ask hi --no-such-option", output: "", errors: usage, code: 2),
        .init(line: "weft ask -c -t abc hi", output: "", errors: "not both", code: 2),
        .init(line: "weft ask -s nix hi", output: "", errors: "There is no service nix", code: 1),
        .init(line: "weft ask -t nix hi", output: "", errors: "There is no thread nix", code: 1),
        .init(line: "weft ask -c hi", output: "", errors: "no thread to go on with", code: 1),
        .init(line: "weft ask -f nothing.txt hi", output: "", errors: "No such file", code: 1),
        .init(line: "weft ask -s keyless hi", output: "", errors: "NO_SUCH_KEY", code: 1),
        .init(
            line: "echo 'default = 1' >> .config/weft/config.toml; weft ask hi", output: "", errors: "config.toml",
            code: 1),
        .init(line: "weft ask -s local --system x hi", output: "", errors: "takes no system text", code: 1),
        .init(line: "weft ask hi > /dev/full", output: "", errors: "No space left", code: 1),
        .init(line: "weft ask WISH-cut", output: "# Title\n\nThe **answer**\n", errors: "weft: ", code: 3),
        .init(line: "weft ask WISH-length", output: answer + "\n", errors: "length", code: 3),
        .init(line: "weft ask -s wrongkey hi", output: "", errors: "weft: ", code: 4),
        .init(line: "weft ask WISH-refused", output: "", errors: "not allowed", code: 4),
        .init(line: "weft ask -s nobody hi", output: "", errors: "weft: ", code: 4),
        .init(line: "weft ask WISH-flood | head -n 1; echo ${PIPESTATUS[0]}", output: "# Title\n141\n"),
        .init(
            line:
                "for n in 1 2 3; do weft ask $n > $n & done; wait; cat 1 2 3 | grep -c answer; weft threads list | wc -l",
            output: "3\n3\n"),
    ]
}

@Suite("weft ask in the shell", .timeLimit(.minutes(5)))
struct AskPipelineTests {
    @Test("Output, words and status are as documented", arguments: AskPipeline.all)
    func pipeline(pipeline: AskPipeline) async throws {
        try await ScriptedHTTPServer.serving(ScriptedModels.script) { server in
            try await Home.lend { home in
                try home.configure(server)
                let outcome = try home.shell(pipeline.line)
                #expect(outcome.code == pipeline.code, "\(outcome)")
                if let output = pipeline.output { #expect(outcome.output == output) }
                if let errors = pipeline.errors {
                    #expect(outcome.errors.contains(errors), "\(outcome.errors)")
                } else {
                    #expect(outcome.errors.isEmpty, "\(outcome.errors)")
                }
                let newest = ScriptedModels.asked(server).last ?? ""
                for part in pipeline.asked { #expect(newest.contains(part), "\(newest)") }
                let left = home.files.map(\.path).filter { $0.contains("/questions/") }
                #expect(left.isEmpty)
            }
        }
    }

    @Test("Ctrl-C stops the answer at the service, keeps what came, and ends with 130")
    func interrupted() async throws {
        try await ScriptedHTTPServer.serving(ScriptedModels.script) { server in
            try await Home.lend { home in
                try home.configure(server)
                let (process, output, errors) = try home.startShell("exec weft ask --raw WISH-slow")
                // The rest of the piece came with its first lines.
                #expect(try output.lines(2).first == "# Title")
                process.interrupt()
                let rest = String(decoding: output.readDataToEndOfFile(), as: UTF8.self)
                let words = String(decoding: errors.readDataToEndOfFile(), as: UTF8.self)
                process.waitUntilExit()
                #expect(process.terminationReason == .exit && process.terminationStatus == 130)
                #expect(words == "weft: stopped by closing the connection\n", "\(words) \(rest)")
                let id = String(try home.done("threads", "list").prefix(8))
                let shown = try home.done("threads", "show", id)
                #expect(shown.contains("The **answer**") && shown.contains("stopped by closing the connection"))
            }
        }
    }

    @Test("Killed without a word, its prompt and what came are in the threads of the next Weft")
    func killed() async throws {
        try await ScriptedHTTPServer.serving(ScriptedModels.script) { server in
            try await Home.lend { home in
                try home.configure(server)
                let (process, output, _) = try home.startShell("exec weft ask WISH-slow")
                _ = try output.lines(2)
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                #expect(try home.shell("weft ask -t nix hi").code == 1)
                let list = try home.done("threads", "list")
                #expect(list.contains("WISH-slow"))
                #expect(try home.done("threads", "show", String(list.prefix(8))).contains("WISH-slow"))
            }
        }
    }

    @Test("Beside a Weft that runs its thread comes to the list there, and is gone on with there")
    func besideWeft() async throws {
        try await Home.lend { home in
            let weft = try await home.readyWeft(size: Size(columns: 120, rows: 36))
            #expect(try home.shell("weft ask 'how do I quit?' | grep -c Quitting").output != "0\n")
            try await weft.screen(contains: "how do I quit?")
            let id = String(try home.done("threads", "list", "quit").prefix(8))
            #expect(try home.shell("weft ask -t \(id) 'how do I copy?' >/dev/null; echo $?").output == "0\n")
            #expect(try home.done("threads", "show", id).contains("how do I copy?"))
            try weft.type("<Ctrl-T>g<Enter>")
            try await weft.screen(contains: "Sources")
            try weft.type("and undo?<Enter>")
            try await weft.screen("the answer here") { $0.text.contains("and undo?") && $0.text.contains("Sources") }
            try await weft.rests()
            try weft.type("<Ctrl-Q>")
            #expect(try await weft.exit() == .exited(0))
            #expect(try home.done("threads", "list").split(separator: "\n").count <= 2)
        }
    }

    @Test("On a terminal the answer is laid out")
    func terminal() async throws {
        try await Home.lend { home in
            let weft = try home.weft(["ask", "how do I quit?"], size: Size(columns: 60, rows: 70))
            #expect(try await weft.exit() == .exited(0))
            let text = weft.snapshot.text
            #expect(text.contains("Sources") && text.contains("Press Ctrl-Q") && !text.contains("**"), "\(text)")
            #expect(weft.logText.contains("\u{1B}[1m") && weft.settings?.isCooked == true)
        }
    }
}
