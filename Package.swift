// swift-tools-version: 6.1
import PackageDescription

/// Held for every target of ours; see CONTRIBUTING.md.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// What the tests run is optimised in debug builds too: they are mostly what Weft computes, in processes of its own.
let optimized = settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let sqlite = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let httpServer = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let httpServerCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let httpTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioWebSocket = Target.Dependency.product(name: "NIOWebSocket", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: optimized)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: settings)
}

let package = Package(
    name: "Weft",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "weft", targets: ["weft"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ],
    targets: [
        // C
        .systemLibrary(name: "CNCurses"),
        .systemLibrary(name: "CMarkGFM"),
        .systemLibrary(name: "CFriBidi"),
        .target(name: "CTerminalGuard"),

        // vocabulary
        library("ChatModel"),
        library("TerminalModel"),
        library("WireFormats"),
        library("ServerSentEvents"),
        library("SyntaxHighlighting"),

        // services
        .target(
            name: "Providers",
            dependencies: [
                "WireFormats", "ServerSentEvents", "ChatModel", httpClient, nioCore, nioHTTP1, nioPosix, nioWebSocket,
                nioSSL,
            ],
            resources: [.embedInCode("Models/prices.txt"), .embedInCode("Models/contexts.txt")],
            swiftSettings: optimized),
        library("Store", ["ChatModel", sqlite]),
        library("TextDirection", ["TerminalModel", "CFriBidi"]),
        library("Markdown", ["TerminalModel", "TextDirection", "SyntaxHighlighting", "CMarkGFM"]),
        library("CursesTerminal", ["CNCurses", "CTerminalGuard", "TerminalModel"]),
        library("Exchange", ["Markdown", "ChatModel"]),

        // writer, pure UI, fronts
        library("Session", ["ChatModel"]),
        library("Screen", ["Markdown", "SyntaxHighlighting", "TextDirection", "ChatModel", "TerminalModel"]),
        .target(
            name: "Settings", dependencies: ["Screen", toml], resources: [.embedInCode("Shipped")],
            swiftSettings: optimized),
        library("TerminalFront", ["Screen", "ChatModel", "TerminalModel"]),
        .target(
            name: "LocalService",
            dependencies: [
                "WireFormats", "ServerSentEvents", httpServer, httpServerCore, httpTypes, sqlite, crypto, logging,
                nioCore, nioHTTP1, nioWebSocket, httpClient,
            ],
            resources: [.embedInCode("Manual")],
            swiftSettings: optimized),

        // root
        .executableTarget(
            name: "weft",
            dependencies: [
                "ChatModel", "TerminalModel", "WireFormats", "ServerSentEvents", "Providers", "Store",
                "CTerminalGuard", "CursesTerminal", "Exchange", "Markdown", "Session", "Screen", "Settings",
                "TerminalFront", "LocalService", arguments, logging,
            ],
            swiftSettings: optimized),

        // measurements
        .executableTarget(
            name: "WeftBench", dependencies: ["TestSupport", "CPseudoTerminal", "TerminalModel"],
            path: "Benchmarks/WeftBench", swiftSettings: settings),
        .executableTarget(
            name: "DeltaCost",
            dependencies: ["TestSupport", "CursesTerminal", "Screen", "Settings", "ChatModel", "TerminalModel"],
            path: "Benchmarks/DeltaCost", swiftSettings: settings),
        .executableTarget(
            name: "StoreBench", dependencies: ["Store", "ChatModel"], path: "Benchmarks/StoreBench",
            swiftSettings: settings),
        .executableTarget(
            name: "StoreTrial", dependencies: ["Store", "ChatModel", sqlite], path: "Benchmarks/StoreTrial",
            swiftSettings: settings),

        // tests
        .systemLibrary(name: "CVTerm", path: "Tests/CVTerm"),
        .target(
            name: "TestSupport",
            dependencies: [
                "CVTerm", "CPseudoTerminal", "TerminalModel", "ChatModel", nioCore, nioHTTP1, nioPosix, nioWebSocket,
                nioSSL,
            ],
            path: "Tests/TestSupport", resources: [.embedInCode("Certificates")], swiftSettings: settings),
        .target(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal"),
        .executableTarget(
            name: "TerminalProbe", dependencies: ["CursesTerminal", "TerminalModel"], path: "Tests/TerminalProbe",
            swiftSettings: settings),
        tests("ArchitectureTests", []),
        tests("ChatModelTests", ["ChatModel"]),
        tests("TerminalModelTests", ["TerminalModel", "TestSupport"]),
        tests("ServerSentEventsTests", ["ServerSentEvents"], resources: [.copy("sse-vectors.json")]),
        tests("WireFormatsTests", ["WireFormats"]),
        tests(
            "ProvidersTests", ["Providers", "WireFormats", "ServerSentEvents", "ChatModel", "TestSupport", nioSSL]),
        tests("StoreTests", ["Store", "StoreProbe", "ChatModel", sqlite]),
        .executableTarget(
            name: "StoreProbe", dependencies: ["Store", "ChatModel"], path: "Tests/StoreProbe", swiftSettings: settings),
        tests("SyntaxHighlightingTests", ["SyntaxHighlighting"]),
        tests("TextDirectionTests", ["TextDirection", "TerminalModel", "TestSupport"]),
        tests("MarkdownTests", ["Markdown", "TerminalModel", "SyntaxHighlighting", "TextDirection"]),
        tests(
            "CursesTerminalTests",
            [
                "CursesTerminal", "CNCurses", "Screen", "Settings", "ChatModel", "TerminalModel", "TestSupport",
                "TerminalProbe",
            ]),
        tests("ExchangeTests", ["Exchange", "ChatModel"]),
        tests("SessionTests", ["Session", "ChatModel"]),
        tests(
            "ScreenTests",
            ["Screen", "Settings", "Markdown", "SyntaxHighlighting", "ChatModel", "TerminalModel", "TestSupport"],
            exclude: ["__Screens__"]),
        tests("SettingsTests", ["Settings", "Screen", "TerminalModel"]),
        tests(
            "TerminalFrontTests", ["TerminalFront", "Screen", "ChatModel", "TerminalModel"]),
        tests(
            "LocalServiceTests",
            [
                "LocalService", "Providers", "ChatModel", "WireFormats", "ServerSentEvents", httpTesting, httpServer,
                httpTypes, sqlite, logging,
                nioCore, nioHTTP1, nioPosix, nioWebSocket, "TestSupport",
            ]),
        tests(
            "WeftTests",
            [
                "weft", "ChatModel", "TerminalModel", "Screen", "Settings", "Session", "Store", "Providers",
                "LocalService", "Exchange", "TestSupport", arguments, logging,
            ]),
        tests("EndToEndTests", ["weft", "TestSupport", "TerminalModel", sqlite]),
    ]
)
