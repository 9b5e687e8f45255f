import ChatModel
import Foundation
import Settings
import Testing

@testable import weft

@Suite("The file of the configuration")
struct ConfigurationFileTests {
    private func file(_ scratch: Scratch) -> ConfigurationFile {
        ConfigurationFile(path: scratch.path + "/config.toml")
    }

    private func refusal(_ file: ConfigurationFile) -> String? {
        guard case .failure(let problems) = file.read() else { return nil }
        return problems.all.first?.text(file: "c")
    }

    @Test("It stands in the configuration folder of the person")
    func place() {
        let own = Locations(environment: { $0 == "XDG_CONFIG_HOME" ? "/c" : nil }, home: "/h")
        #expect(own.configurationFile.path == "/c/weft/config.toml")
        let relative = Locations(environment: { _ in "c" }, home: "/h")
        #expect(relative.configurationFile.path == "/h/.config/weft/config.toml")
    }

    @Test("A file that is not there says nothing; one that others may read is fine, for it holds no key")
    func reading() throws {
        let scratch = try Scratch()
        #expect(try file(scratch).read().get() == Configuration())
        try scratch.write("default = \"local\"\n", to: "config.toml")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file(scratch).path)
        #expect(try file(scratch).read().get().defaultService == "local")
    }

    @Test("One that others may change is refused, for it names programs and hosts", arguments: [0o664, 0o646, 0o666])
    func writableByOthers(mode: Int) throws {
        let scratch = try Scratch()
        try scratch.write("", to: "config.toml")
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file(scratch).path)
        #expect(refusal(file(scratch)) == "c: others may change it: run chmod go-w \(file(scratch).path)")
    }

    @Test("What is no text file is refused in words")
    func noText() throws {
        let scratch = try Scratch()
        #expect(refusal(ConfigurationFile(path: scratch.path)) == "c: it is not a file")
        let path = file(scratch).path
        #expect(mkfifo(path, 0o600) == 0)
        #expect(refusal(file(scratch)) == "c: it is not a file")
        try FileManager.default.removeItem(atPath: path)
        try Data([0x61, 0xFF]).write(to: URL(fileURLWithPath: path))
        #expect(refusal(file(scratch)) == "c: it is not UTF-8")
        try Data(repeating: 0x23, count: 1 << 20 + 1).write(to: URL(fileURLWithPath: path))
        #expect(refusal(file(scratch)) == "c: it is larger than 1 MiB")
    }

    @Test("It is written whole, for this person alone; a link to it stays a link")
    func writing() throws {
        let scratch = try Scratch()
        try scratch.write("old", to: "real.toml")
        try FileManager.default.createSymbolicLink(
            atPath: file(scratch).path, withDestinationPath: scratch.path + "/real.toml")
        try file(scratch).write("new\n")
        #expect(try scratch.text(of: "real.toml") == "new\n")
        #expect(try scratch.permissions(of: scratch.path + "/real.toml") == 0o600)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: file(scratch).path).hasSuffix("real.toml"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).count == 2)
        let failure = #expect(throws: Failure.self) {
            try ConfigurationFile(path: scratch.path + "/none/config.toml").write("x")
        }
        #expect(failure?.why == "No such file or directory")
    }

    private static let block: ServiceBlock = {
        var block = ServiceBlock(name: "n", kind: .amity, url: "https://h/m")
        block.set(.keyCommand, .strings(["a", "b \"c\" \\ \u{1}"]))
        block.set(.allowsPlainHTTP, .bool(true))
        return block
    }()

    @Test("A block is TOML that says what was meant")
    func block() throws {
        let service = try #require(try Configuration.parse(Self.block.text).get().services.first)
        #expect(service.name == "n" && service.kind == .amity)
        #expect(service.key?.command == ["a", "b \"c\" \\ \u{1}"])
    }

    @Test(
        "What is added changes nothing else",
        arguments: ["", "# mine", "x", "\u{FEFF}# mine\n", "# é\r\n[services.a]\r\nkind = \"amity\"\r\n", "\n\n"])
    func adding(before: String) {
        var text = ConfigurationText(before)
        text.add(Self.block)
        #expect(text.text.utf8.starts(with: before.utf8))
        #expect(text.text.hasSuffix("[services.n]\n" + Self.block.text.dropFirst("[services.n]\n".count)))
    }

    @Test("The default is put in its place, and nothing else changes")
    func settingDefault() {
        func set(_ before: String) -> String {
            var text = ConfigurationText(before)
            text.setDefault("n")
            return text.text
        }
        #expect(set("") == "default = \"n\"\n")
        #expect(set("# a\n[services.x]\n") == "default = \"n\"\n# a\n[services.x]\n")
        #expect(set("\u{FEFF}# a\n") == "\u{FEFF}default = \"n\"\n# a\n")
        #expect(set("# é\n default='x' # mine\n[t]\ndefault = 1") == "# é\n default=\"n\" # mine\n[t]\ndefault = 1")
    }
}
