import Testing
import WireFormats

@testable import Providers

@Suite("The tools of an assistant as text")
struct AssistersToolsTests {
    private func mistake(_ text: String) -> String? {
        do throws(AssistantTools.Mistake) {
            _ = try AssistantTools.read(text)
            return nil
        } catch {
            return error.words
        }
    }

    @Test("Are names and definitions, or nothing")
    func good() throws {
        for text in ["", " \n\t", "[]", "[ ]", #"["a", "b"]"#, #"["ü\u00e9\n\/\"\\"]"#] {
            #expect(mistake(text) == nil)
        }
        let definition = #"{"type":"function","name":"f","description":"d","parameters":{},"x":[1,-0.5e+3,true,null]}"#
        let tools = try AssistantTools.read(#"["web_search",\#(definition)]"#)
        #expect(tools.count == 2)
        #expect(try AssistantTools.read(AssistantTools.text(of: tools)) == tools)
        #expect(AssistantTools.text(of: []).isEmpty)
        #expect(mistake(#"[{"type":"function","name":"f"}]"#) == nil)
    }

    @Test("A wrong entry is named by its number")
    func entries() {
        let cases = [
            (#"["a", 7]"#, "entry 2: it is neither a name nor the definition of a function"),
            (#"[null]"#, "entry 1: it is neither a name nor the definition of a function"),
            (#"[["a"]]"#, "entry 1: it is neither a name nor the definition of a function"),
            (#"["a", " "]"#, "entry 2: the name is empty"),
            (#"[{"name":"f"}]"#, #"entry 1: its "type" is not "function""#),
            (#"["a", {"type":"Function","name":"f"}]"#, #"entry 2: its "type" is not "function""#),
            (#"[{"type":"function"}]"#, #"entry 1: it has no "name""#),
            (#"[{"type":"function","name":""}]"#, #"entry 1: it has no "name""#),
            (#"[{"type":"function","name":"f","description":1}]"#, #"entry 1: the "description" of f is not a text"#),
            (
                #"[{"type":"function","name":"f","parameters":[]}]"#,
                #"entry 1: the "parameters" of f are not an object"#
            ),
            (#"{"type":"function","name":"f"}"#, "they are not a list: put them between [ and ]"),
            (#""web_search""#, "they are not a list: put them between [ and ]"),
            ("[1e999]", "a number in them is too large"),
        ]
        for (text, words) in cases { #expect(mistake(text) == words, "\(text)") }
    }

    @Test("What is no JSON is named by line and column")
    func grammar() {
        let cases = [
            ("[\n\"a\"\n\"b\"]", "line 3, column 1: a comma or ] is missing"),
            ("[\"a\",]", "line 1, column 6: a value is expected here"),
            ("[\"ü\", 'b']", "line 1, column 7: a value is expected here"),
            ("[", "line 1, column 2: it ends too early"),
            ("[\"a", "line 1, column 4: it ends too early"),
            ("[\"a\nb\"]", "line 1, column 4: a text ends with its line; write \\n for a new one"),
            ("[\"\\x\"]", "line 1, column 4: a backslash must not stand before this"),
            ("[\"\\u12g4\"]", "line 1, column 7: four hexadecimal digits must follow \\u"),
            ("[] x", "line 1, column 4: something follows after the end"),
            ("[{a:1}]", "line 1, column 3: a name between quotes is expected here"),
            ("[{\"a\" 1}]", "line 1, column 7: a colon is missing"),
            ("[{\"a\":1 \"b\":2}]", "line 1, column 9: a comma or } is missing"),
            ("[01]", "line 1, column 3: a comma or ] is missing"),
            ("[-]", "line 1, column 3: a digit is expected here"),
            ("[1.]", "line 1, column 4: a digit is expected here"),
            ("[1e+]", "line 1, column 5: a digit is expected here"),
            ("[tru]", "line 1, column 5: a value is expected here"),
            ("[\r\n \u{FEFF}]", "line 2, column 2: a value is expected here"),
            (String(repeating: "[", count: 200), "line 1, column 101: it is nested too deeply"),
        ]
        for (text, words) in cases { #expect(mistake(text) == words, "\(text)") }
    }

    @Test("Every beginning of a good text is a mistake with a place, and the text is none")
    func beginnings() {
        let text = #"[ "a", {"type": "function", "name": "f\u00e9", "n": [-1.5e3, 0, true, false, null, {}]} ]"#
        #expect(JSONMistake(in: text) == nil)
        for count in 1..<text.count {
            let mistake = JSONMistake(in: String(text.prefix(count)))
            #expect(mistake != nil && mistake?.line == 1 && (mistake?.column ?? 0) <= count + 1, "\(count)")
        }
    }
}
