import ChatModel
import Testing

@testable import weft

@Suite("The lock file of the local service")
struct HeldFileTests {
    @Test("One holds it at a time, and the next when that one is gone")
    func oneHolder() throws {
        let scratch = try Scratch()
        let path = scratch.path + "/lock"
        var first = try HeldFile(path: path)
        #expect(first != nil)
        #expect(try HeldFile(path: path) == nil)
        first?.write("1 2 own\n")
        #expect(HeldFile.text(at: path) == "1 2 own\n")
        first?.write("3\n")
        #expect(HeldFile.text(at: path) == "3\n", "a shorter text leaves nothing of the longer one")
        #expect(try scratch.permissions(of: path) == 0o600)
        first = nil
        #expect(try HeldFile(path: path) != nil)
    }

    @Test("What the holder before wrote is gone as soon as another holds it, and no sooner")
    func staleText() throws {
        let scratch = try Scratch()
        let path = scratch.path + "/lock"
        try scratch.write("4711 8642 shared\n", to: "lock")
        let held = try #require(try HeldFile(path: path))
        #expect(HeldFile.text(at: path).isEmpty)
        held.write("1 2 own\n")
        #expect(try HeldFile(path: path) == nil)
        #expect(HeldFile.text(at: path) == "1 2 own\n")
    }

    @Test("A place that cannot be opened is said in words, a missing file has no text")
    func unusable() throws {
        let scratch = try Scratch()
        #expect(HeldFile.text(at: scratch.path + "/none").isEmpty)
        let failure = #expect(throws: Failure.self) { try HeldFile(path: scratch.path + "/none/lock") }
        #expect(failure?.what == "Weft cannot open \(scratch.path)/none/lock")
        #expect(failure?.why == "No such file or directory")
    }

    @Test("A holder is read back as it was written", arguments: [Holder.Use.own, .lent, .passing, .shared])
    func holder(use: Holder.Use) {
        let holder = Holder(process: 4711, port: 8642, use: use)
        #expect(Holder(holder.text) == holder)
    }

    @Test(
        "Anything else is no holder",
        arguments: ["", "\n", "1", "1 2", "a 2 own", "1 b own", "1 2 own more", "1 2 3 4"])
    func noHolder(text: String) { #expect(Holder(text) == nil) }
}
