import Testing

/// The arrows of ARCHITECTURE.md. SwiftPM lets an undeclared sibling be imported, so they are held here.
@Suite struct ImportTests {
    /// What each target may import beside the standard library's own modules.
    static let arrows: [String: Set<String>] = [
        "ChatModel": [],
        "TerminalModel": [],
        "WireFormats": ["Foundation"],
        "ServerSentEvents": [],
        "Providers": [
            "WireFormats", "ServerSentEvents", "ChatModel", "AsyncHTTPClient", "NIOCore", "NIOHTTP1", "NIOSSL",
            "NIOPosix", "NIOWebSocket", "Foundation",
        ],
        "Store": ["ChatModel", "GRDB", "Foundation", "Glibc"],
        "SyntaxHighlighting": [],
        "TextDirection": ["TerminalModel", "CFriBidi"],
        "Markdown": ["TerminalModel", "TextDirection", "SyntaxHighlighting", "CMarkGFM"],
        "CursesTerminal": ["CNCurses", "CTerminalGuard", "TerminalModel", "Glibc"],
        "Exchange": ["Markdown", "ChatModel"],
        "Session": ["ChatModel"],
        "Screen": ["Markdown", "SyntaxHighlighting", "TextDirection", "ChatModel", "TerminalModel"],
        "Settings": ["Screen", "TOMLKit"],
        "TerminalFront": ["Screen", "ChatModel", "TerminalModel", "Dispatch", "Glibc"],
        "LocalService": [
            "WireFormats", "ServerSentEvents", "Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOCore", "NIOHTTP1",
            "NIOWebSocket", "AsyncHTTPClient", "GRDB", "Crypto", "Logging", "Foundation", "Glibc",
        ],
        "weft": [
            "ChatModel", "TerminalModel", "WireFormats", "Providers", "Store", "CursesTerminal", "CTerminalGuard",
            "Exchange", "Markdown", "Session", "Screen", "Settings", "TerminalFront", "LocalService", "ArgumentParser",
            "Logging", "Foundation", "Glibc",
        ],
    ]

    static let standardLibrary: Set = ["Swift", "Synchronization"]

    @Test("each target imports only what the architecture draws", arguments: SourceFile.sources)
    func importsAreDrawn(file: SourceFile) throws {
        let allowed = try #require(Self.arrows[file.target], "\(file.target) is not in the table")
        for module in file.imports where !Self.standardLibrary.contains(module) {
            #expect(allowed.contains(module), "\(file.path) imports \(module)")
        }
    }

    @Test("the table holds no target that is gone")
    func tableIsCurrent() {
        #expect(Set(Self.arrows.keys).isSubset(of: Set(SourceFile.sources.map(\.target))))
    }

    @Test("locks and Dispatch stay in their one place", arguments: SourceFile.sources)
    func lonelyModules(file: SourceFile) {
        for (module, place) in ["Dispatch": "TerminalWakes.swift"] where file.name != place {
            #expect(!file.imports.contains(module), "\(module) belongs in \(place) only")
        }
    }
}
