import Testing

@testable import Settings

@Suite("Where keys of a TOML document stand")
struct KeyPlacesTests {
    @Test(
        "Each key is found on its line",
        arguments: [
            ("a = 1\nb = 2\n", ["b"], 2),
            ("# a = 1\n\n  a = 1 # b = 2\n", ["a"], 3),
            ("[t]\na = 1\n[u.v]\na = 2", ["u", "v", "a"], 4),
            ("[t]\na = 1\n", ["t"], 1),
            ("a.b = 1\na.c = 2\n", ["a", "c"], 2),
            ("a.b = 1\n", ["a"], 1),
            ("\"a b\" = 1\n'c.d' = 2\n", ["c.d"], 2),
            ("a = \"\"\"\nb = 1\n\\\"\"\"\n\"\"\"\nb = 2\n", ["b"], 5),
            ("a = '''\nb = 1\n\\'''\nb = 2\n", ["b"], 4),
            ("a = [\n  1, # ]\n  \"]\",\n]\nb = 2\n", ["b"], 5),
            ("a = {b = 1, c = \"}\"}\nd = 2\n", ["d"], 2),
            ("a = \"x # y\" # z\nb = 2\n", ["b"], 2),
            ("a = \"\\\"\"\r\nb = 2\r\n", ["b"], 2),
            ("[[t]]\na = 1\n", ["t", "a"], 2),
            ("[ t . \"u\" ]\na = 1\n", ["t", "u", "a"], 2),
            ("\u{FEFF}a = 1\nb = 2", ["a"], 1),
        ])
    func lines(text: String, path: [String], line: Int) {
        #expect(KeyPlaces(text).line(of: path) == line)
        #expect(KeyPlaces(text).places[path] != nil)
    }

    @Test("What is in no line of its own is on the line of what is around it")
    func around() {
        let places = KeyPlaces("x = 1\n[t]\na = {b = 1}\n")
        #expect(places.line(of: ["t", "a", "b"]) == 3)
        #expect(places.line(of: ["t", "z"]) == 2)
        #expect(places.line(of: ["z"]) == 1)
    }

    @Test("The value of a key is all of it, and nothing else")
    func values() throws {
        let text = "a = \"x\"  # c\nb = [\n1 ]\nc = true\r\nd = '''\n'''''\ne=1"
        let places = KeyPlaces(text)
        let bytes = Array(text.utf8)
        func value(_ key: String) throws -> String {
            String(decoding: bytes[try #require(places.places[[key]]?.value)], as: UTF8.self)
        }
        #expect(try value("a") == "\"x\"")
        #expect(try value("b") == "[\n1 ]")
        #expect(try value("c") == "true")
        #expect(try value("d") == "'''\n'''''")
        #expect(try value("e") == "1")
    }

    @Test("Any text at all is read to its end", arguments: 0..<400)
    func anyText(seed: Int) {
        var number = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        let letters = Array("ab=[]{}\"'\\#.\n\r ,é")
        var text = ""
        for _ in 0..<40 {
            number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            text.append(letters[Int(number >> 33) % letters.count])
        }
        let places = KeyPlaces(text)
        let lines = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
        #expect(places.places.values.allSatisfy { (1...lines).contains($0.line) })
        #expect(places.places.values.allSatisfy { $0.value.map { $0.upperBound <= text.utf8.count } ?? true })
    }
}
