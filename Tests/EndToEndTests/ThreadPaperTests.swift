import Foundation
import TerminalModel
import TestSupport
import Testing

@Suite("Threads go out of the full screen and come in", .timeLimit(.minutes(2)))
struct ThreadPaperTests {
    @Test(
        "A file comes in while Weft runs, twice without duplicates; all that is tagged goes out, and replaces when agreed"
    )
    func outAndIn() async throws {
        try await Home.lend { home in
            let file = try home.write(ForeignFile.chatGPT(0..<40), to: "gpt.json")
            let weft = try await home.readyWeft(size: Size(columns: 110, rows: 30))
            try weft.type("<Ctrl-T>i\(file)<Enter>")
            try await weft.screen(contains: "Imported: 40 threads")
            try weft.type("i\(file)<Enter>")
            try await weft.screen(contains: "Already here: 40 threads")
            try weft.type("lTalk<Enter>")
            try await weft.screen(contains: "40 of 41")
            try weft.type("T")
            try await weft.screen(contains: "40 threads are tagged")
            let out = home.path + "/out.json"
            for isSecond in [false, true] {
                try weft.type("x<Ctrl-U>\(out)<Enter>")
                if isSecond {
                    try await weft.screen(contains: "Replace")
                    try weft.type("y")
                }
                try await weft.screen(contains: "Exported 40 threads")
            }
            try weft.type("x<Ctrl-U>\(home.path)/page.pdf<Enter>")
            try await weft.screen(contains: "the name says in which form")
            try weft.type("<Ctrl-Q>")
            #expect(try await weft.exit() == .exited(0))

            let exported = try Data(contentsOf: URL(fileURLWithPath: out))
            let object = try #require(JSONSerialization.jsonObject(with: exported) as? [String: Any])
            #expect((object["threads"] as? [Any])?.count == 40)
            #expect(try home.done("threads", "list").split(separator: "\n").count == 41)
        }
    }

    @Test("An import is stopped by the key that began it; what came in stays")
    func stopped() async throws {
        try await Home.lend { home in
            let pipe = home.path + "/pipe"
            #expect(mkfifo(pipe, 0o600) == 0)
            let weft = try await home.readyWeft(size: Size(columns: 110, rows: 30))
            try weft.type("<Ctrl-T>i\(pipe)<Enter>")
            let writing = try FileHandle(forUpdating: URL(fileURLWithPath: pipe))
            try writing.write(contentsOf: Data(ForeignFile.chatGPT(0..<150).utf8.dropLast()))
            try await weft.screen(contains: "in the list stops it")
            try home.waitForThreads(100)
            try weft.type("i")
            try await weft.screen(contains: "Stopped. Imported: ")
            try writing.close()
            try weft.type("<Ctrl-Q>")
            #expect(try await weft.exit() == .exited(0))
            #expect(try home.done("threads", "list").split(separator: "\n").count > 100)
        }
    }
}
