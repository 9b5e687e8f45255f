import Foundation
import TestSupport
import Testing

@Suite("make install", .serialized, .timeLimit(.minutes(3)))
struct InstallTests {
    /// The folder of this package.
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// Installs the built program into a folder of the home.
    private static func make(_ verb: String, in home: Home) throws -> Outcome {
        try home.shell(
            "make -s -C '\(root)' -o release \(verb) BINARY='\(BuiltProduct.path("weft"))' PREFIX=\"$HOME/prefix\"")
    }

    @Test("What is installed runs by itself, with its page, its themes and its completions; uninstall leaves nothing")
    func installed() async throws {
        try await Home.lend { home in
            let made = try Self.make("install", in: home)
            #expect(made.code == 0 && made.errors.isEmpty, "\(made)")
            let run = "cd / && env -i HOME=\"$HOME\" \"$HOME/prefix/bin/weft\""
            #expect(try home.shell("\(run) --version").output.hasPrefix("weft "))
            #expect(try home.shell("\(run) themes").output.contains("~/prefix/share/weft/themes"))
            #expect(try home.shell("\(run) ask 'how do I quit?' </dev/null").output.contains("Quitting [1]"))
            #expect(try home.shell("\(run) man | diff - \"$HOME/prefix/share/man/man1/weft.1\"").code == 0)
            #expect(try Self.make("uninstall", in: home).code == 0)
            #expect(home.files.filter { $0.path.hasPrefix("prefix/") && !$0.isDirectory }.isEmpty)
            #expect(!home.files.contains { $0.path.hasPrefix("prefix/share/weft") })
        }
    }

    private static func has(_ program: String) -> Bool {
        ["/usr/bin/", "/bin/", "/usr/local/bin/"].contains {
            FileManager.default.isExecutableFile(atPath: $0 + program)
        }
    }

    @Test("The manual page renders without a warning", .enabled(if: has("groff")))
    func page() async throws {
        try await Home.lend { home in
            let page = try home.shell("weft man | groff -man -Tutf8 -ww -rLL=78n | col -b")
            #expect(page.errors.isEmpty, "\(page.errors)")
            for words in ["weft ask", "--continue", "weft threads list", "EXIT STATUS", "wholeText", "130"] {
                #expect(page.output.contains(words), "\(words)")
            }
        }
    }

    private static let shells = [
        (
            "bash",
            "source <(weft completions bash) && complete -p weft && COMP_WORDS=(weft as) COMP_CWORD=1 "
                + "COMP_LINE='weft as' COMP_POINT=7 && _weft weft as weft; echo \"${COMPREPLY[@]}\""
        ),
        (
            "zsh",
            "weft completions zsh > _weft && fpath=($PWD $fpath) && autoload -U compinit && compinit -u -D && "
                + "print -r -- $_comps[weft] && autoload +X _weft && grep -o ask: _weft"
        ),
        ("fish", "weft completions fish | source; and complete -C 'weft as'"),
    ]

    @Test("The completions load in each shell that is here, and know the verbs", arguments: shells.filter { has($0.0) })
    func completions(shell: String, line: String) async throws {
        try await Home.lend { home in
            try line.write(toFile: home.path + "/try", atomically: true, encoding: .utf8)
            let tried = try home.shell("\(shell) try")
            #expect(tried.code == 0 && tried.errors.isEmpty, "\(tried)")
            #expect(tried.output.contains("ask"), "\(tried)")
        }
    }
}
