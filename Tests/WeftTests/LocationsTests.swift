import ChatModel
import Testing

@testable import weft

@Suite("Where things are kept")
struct LocationsTests {
    @Test(
        "A variable that is unset, empty or relative counts as not set", arguments: [nil, "", "relative", "./x", "~/x"])
    func standard(value: String?) {
        let locations = Locations(environment: { _ in value }, home: "/home/anna")
        #expect(locations.threads == "/home/anna/.local/share/weft")
        #expect(locations.service == "/home/anna/.local/share/weft/service")
        #expect(locations.state == "/home/anna/.local/state/weft")
        #expect(locations.cache == "/home/anna/.cache/weft")
    }

    @Test("Absolute variables are followed, each for its own part")
    func set() {
        let data = Locations(environment: { $0 == "XDG_DATA_HOME" ? "/mnt/a b" : nil }, home: "/home/anna")
        #expect(data.threads == "/mnt/a b/weft")
        #expect(data.serviceKey == "/mnt/a b/weft/service/key")
        #expect(data.serviceLog == "/home/anna/.local/state/weft/service.log")
        let state = Locations(environment: { $0 == "XDG_STATE_HOME" ? "/var/\n" : nil }, home: "/home/anna")
        #expect(state.threads == "/home/anna/.local/share/weft")
        #expect(state.state == "/var/\n/weft")
    }

    @Test("Without a HOME the system's word for it holds", arguments: [nil, "", "anna"])
    func withoutHome(value: String?) {
        #expect(Locations.home { _ in value }.hasPrefix("/"))
        #expect(Locations.home { $0 == "HOME" ? "/home/anna" : nil } == "/home/anna")
    }

    @Test("Folders are made with their parents, for the person alone")
    func makeDirectory() throws {
        let scratch = try Scratch()
        let path = scratch.path + "/a/b c/ü"
        try ProcessSafety.makeDirectory(path)
        try ProcessSafety.makeDirectory(path)
        for made in ["/a", "/a/b c", "/a/b c/ü"] { #expect(try scratch.permissions(of: scratch.path + made) == 0o700) }
    }

    @Test("A file in the place of a folder is said in words", arguments: ["file", "file/below"])
    func fileInTheWay(name: String) throws {
        let scratch = try Scratch()
        try scratch.write("", to: "file")
        let failure = #expect(throws: Failure.self) { try ProcessSafety.makeDirectory(scratch.path + "/" + name) }
        #expect(failure?.what.hasPrefix("Weft cannot make its folder /") == true)
        #expect(failure?.what.hasSuffix("/file") == true)
        #expect(failure?.why == "something else has that name")
    }
}
