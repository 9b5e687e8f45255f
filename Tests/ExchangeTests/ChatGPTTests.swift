import ChatModel
import Testing

@testable import Exchange

@Suite("ChatGPT's account export")
struct ChatGPTTests {
    /// Written after the public descriptions of the format: a question that was edited, an answer made with a tool, a
    /// hidden message, instructions, thoughts, a picture, sources, and an answer that was stopped.
    static let file = #"""
        [{"title":"Roman roads","create_time":1700000000.5,"update_time":1700000900.25,"conversation_id":"c-1","id":"c-1",
          "current_node":"a2","is_archived":true,"default_model_slug":"gpt-4o","moderation_results":[],"plugin_ids":null,
          "mapping":{
           "root":{"id":"root","message":null,"parent":null,"children":["sys"]},
           "sys":{"id":"sys","parent":"root","children":["u1","u2"],"message":{"id":"sys","author":{"role":"system",
             "name":null,"metadata":{}},"create_time":null,"content":{"content_type":"text","parts":[""]},
             "status":"finished_successfully","weight":0.0,"metadata":{"is_visually_hidden_from_conversation":true},
             "recipient":"all"}},
           "u1":{"id":"u1","parent":"sys","children":["a1"],"message":{"id":"u1","author":{"role":"user"},
             "create_time":1700000001.0,"content":{"content_type":"text","parts":["How long is the Via Appia?"]},
             "status":"finished_successfully","weight":1.0,"metadata":{},"recipient":"all"}},
           "a1":{"id":"a1","parent":"u1","children":[],"message":{"id":"a1","author":{"role":"assistant"},
             "create_time":1700000002.0,"content":{"content_type":"text","parts":["It is"]},"status":"finished_partial_completion",
             "weight":1.0,"metadata":{"finish_details":{"type":"interrupted"}},"recipient":"all"}},
           "u2":{"id":"u2","parent":"sys","children":["t1"],"message":{"id":"u2","author":{"role":"user"},
             "create_time":1700000010.0,"content":{"content_type":"multimodal_text","parts":[
               {"content_type":"image_asset_pointer","asset_pointer":"file-service://file-map","width":10},
               "How many miles?"]},
             "weight":1.0,"metadata":{"attachments":[{"id":"file-map","name":"map of Italy.png"}]},"recipient":"all"}},
           "t1":{"id":"t1","parent":"u2","children":["c1"],"message":{"id":"t1","author":{"role":"assistant"},
             "create_time":1700000011.0,"content":{"content_type":"thoughts","thoughts":[
               {"summary":"Converting","content":"One mile is 1.609 km."}]},"weight":1.0,"metadata":{},"recipient":"all"}},
           "c1":{"id":"c1","parent":"t1","children":["r1"],"message":{"id":"c1","author":{"role":"assistant"},
             "create_time":1700000012.0,"content":{"content_type":"code","language":"python","text":"print(540/1.609)"},
             "weight":1.0,"metadata":{},"recipient":"python"}},
           "r1":{"id":"r1","parent":"c1","children":["a2"],"message":{"id":"r1","author":{"role":"tool","name":"python"},
             "create_time":1700000013.0,"content":{"content_type":"execution_output","text":"335.6"},"weight":1.0,
             "metadata":{},"recipient":"all"}},
           "a2":{"id":"a2","parent":"r1","children":[],"message":{"id":"a2","author":{"role":"assistant"},
             "create_time":1700000014.0,"content":{"content_type":"text","parts":["About 336 miles.\ue200cite\ue202turn0search1\ue201"]},
             "status":"finished_successfully","end_turn":true,"weight":1.0,"metadata":{"model_slug":"gpt-4o",
              "content_references":[{"type":"grouped_webpages","items":[{"title":"Via [Appia]","url":"https://e.org/a"}]}],
              "citations":[{"metadata":{"title":"Again","url":"https://e.org/a"}}]},"recipient":"all"}}
          }},
         {"title":"Nothing here","conversation_id":"c-2","create_time":1,"mapping":{"r":{"id":"r","message":null,"parent":null,
           "children":[]}},"current_node":"r"},
         {"title":null,"id":"c-3","create_time":null,"mapping":{"x":{"id":"x","parent":"gone","children":["missing"],
           "message":{"author":{"role":"user"},"content":{"content_type":"text","parts":["Half an emoji: \ud83d"]}}}}}]
        """#

    private var first: StoredThread {
        get throws { try #require(try findings(Self.file).first?.thread?.stored) }
    }

    @Test("A conversation is a thread, with title, moments and place")
    func thread() throws {
        let thread = try first.thread
        #expect(thread.title == "Roman roads" && thread.hasOwnTitle && thread.isArchived && !thread.isEmpty)
        #expect(thread.createdAt == Timestamp(milliseconds: 1_700_000_000_500))
        #expect(thread.activeAt == Timestamp(milliseconds: 1_700_000_900_250))
        #expect(thread.labels == ["chatgpt"] && thread.service == "local" && thread.remoteID == nil)
        #expect(thread.id.text.wholeMatch(of: /[0-9a-f]{32}/) != nil)
    }

    @Test("The branch on screen is the one that was, and the other stands beside it")
    func branches() throws {
        let stored = try first
        #expect(stored.branch.map(\.text) == ["How many miles?", "About 336 miles."])
        #expect(
            stored.messages.map(\.text) == [
                "How long is the Via Appia?", "It is", "How many miles?", "About 336 miles.",
            ])
        let prompts = stored.messages.filter { $0.role == .user }
        #expect(prompts.allSatisfy { $0.parent == nil })
        #expect(stored.messages[1].state == .stopped(.byService))
        #expect(stored.messages[1].answers == prompts[0].id && stored.messages[3].answers == prompts[1].id)
        #expect(stored.messages[3].author == "ChatGPT")
    }

    @Test("What was shown on the way to a reply, and what it was made from, are its parts")
    func parts() throws {
        let reply = try #require(try first.branch.last)
        #expect(reply.parts.map(\.kind) == [.reasoning, .toolCall, .toolCall, .sources])
        #expect(reply.parts.map(\.title) == ["Thoughts", "python", "python", "1 source"])
        #expect(reply.parts[0].text == "**Converting**\n\nOne mile is 1.609 km.")
        #expect(reply.parts[1].text == "```python\nprint(540/1.609)\n```")
        #expect(reply.parts[2].text == "```\n335.6\n```")
        #expect(reply.parts[3].text == #"1. [Via \[Appia\]](<https://e.org/a>)"#)
        let prompt = try #require(try first.branch.first)
        #expect(prompt.parts.map(\.title) == ["Attached there: map of Italy.png"])
        #expect(prompt.parts.allSatisfy { $0.kind == .notice })
    }

    private static func node(_ name: String, after parent: String?, before child: String?, _ message: String) -> String
    {
        let up = parent.map { "\"\($0)\"" } ?? "null"
        return #""\#(name)":{"id":"\#(name)","parent":\#(up),"children":[\#(child.map { "\"\($0)\"" } ?? "")],"#
            + #""message":{"id":"\#(name)",\#(message)}}"#
    }

    @Test("Thoughts have their time, a picture that was made is said though it weighs nothing, a voice is its words")
    func newerShapes() throws {
        let nodes = [
            Self.node(
                "u", after: nil, before: "i",
                #""author":{"role":"user"},"weight":1,"content":{"content_type":"multimodal_text","parts":["#
                    + #"{"content_type":"audio_transcription","text":"Draw a cat","direction":"in"},"#
                    + #"{"content_type":"real_time_user_audio_video_asset_pointer","audio_asset_pointer":"#
                    + #"{"content_type":"audio_asset_pointer","asset_pointer":"sediment://file_1"}}]}"#),
            Self.node(
                "i", after: "u", before: "t",
                #""author":{"role":"tool","name":"file_search"},"metadata":{"command":"prompt"},"content":"#
                    + #"{"content_type":"text","parts":["Use the tool to search."]}"#),
            Self.node(
                "t", after: "i", before: "r",
                #""author":{"role":"assistant"},"content":{"content_type":"thoughts","thoughts":["#
                    + #"{"summary":"Cats","content":"They purr."}]}"#),
            Self.node(
                "r", after: "t", before: "c",
                #""author":{"role":"assistant"},"content":{"content_type":"reasoning_recap","#
                    + #""content":"Thought for 3s"}"#),
            Self.node(
                "c", after: "r", before: "p",
                #""author":{"role":"assistant"},"recipient":"canmore.create_textdoc","content":"#
                    + #"{"content_type":"code","text":"{\"name\":\"Cat\",\"content\":\"Cat:\\nIt purrs.\"}"}"#),
            Self.node(
                "p", after: "c", before: "w",
                #""author":{"role":"tool","name":"dalle"},"weight":0,"content":{"content_type":"multimodal_text","#
                    + #""parts":[{"content_type":"image_asset_pointer","asset_pointer":"sediment://file_2"}]}"#),
            Self.node(
                "w", after: "p", before: "a",
                #""author":{"role":"tool","name":"web"},"weight":1,"content":{"content_type":"sonic_webpage","#
                    + #""url":"https://e.org/cat","title":"Cats","text":"All of the page"}"#),
            Self.node(
                "a", after: "w", before: nil,
                #""author":{"role":"assistant"},"content":{"content_type":"text","parts":["Here."]},"metadata":"#
                    + #"{"content_references":[{"type":"sources_footnote","sources":[{"title":"More","#
                    + #""url":"https://e.org/more"}]}]}"#),
        ]
        let file = #"[{"id":"c","current_node":"a","mapping":{\#(nodes.joined(separator: ","))}}]"#
        let stored = try onlyThread(findings(file))
        #expect(stored.branch.map(\.text) == ["Draw a cat", "Here."])
        #expect(stored.branch[0].parts.map(\.title) == ["Attached there: a recording, file_1"])
        let parts = stored.branch[1].parts
        #expect(parts.map(\.kind) == [.reasoning, .toolCall, .notice, .sources, .sources])
        #expect(parts[0].title == "Thought for 3s" && parts[0].text == "**Cats**\n\nThey purr.")
        #expect(parts[1].text == "```json\n{\"name\":\"Cat\"}\n```\n\n```\nCat:\nIt purrs.\n```")
        #expect(parts[2].title == "Attached there: a picture, file_2")
        #expect(parts[4].text == "1. [More](<https://e.org/more>)")
    }

    @Test("An empty conversation is skipped and named; one with half an emoji and no title is read")
    func others() throws {
        let found = try findings(Self.file)
        #expect(found.count == 3)
        #expect(found[1].skipped == "record 2 (Nothing here): it has no messages")
        let last = try #require(found[2].thread?.stored)
        #expect(last.messages.map(\.text) == ["Half an emoji: \u{FFFD}"])
        #expect(last.thread.title == "Half an emoji: \u{FFFD}" && !last.thread.hasOwnTitle)
        #expect(found[0].thread?.leftOut == ["hidden messages": 1])
    }

    @Test("Read again, all names are the same; in another conversation the same nodes have others")
    func names() throws {
        #expect(try findings(Self.file) == findings(Self.file))
        let other = try findings(Self.file.replacing("\"c-1\"", with: "\"c-9\"")).first?.thread?.stored
        let (mine, its) = (try first.messages.map(\.id), try #require(other).messages.map(\.id))
        #expect(Set(mine).isDisjoint(with: its))
    }

    @Test("A conversation of twenty thousand messages in a row is read")
    func long() throws {
        let nodes = (0..<20_000).map { index in
            """
            "n\(index)":{"parent":\(index == 0 ? "null" : "\"n\(index - 1)\""),"children":["n\(index + 1)"],"message":{"author":\
            {"role":"\(index.isMultiple(of: 2) ? "user" : "assistant")"},"content":{"content_type":"text","parts":["\(index)"]}}}
            """
        }
        let text = "[{\"id\":\"c\",\"title\":\"t\",\"mapping\":{\(nodes.joined(separator: ","))}}]"
        let stored = try onlyThread(findings(text))
        #expect(stored.messages.count == 20_000)
        #expect(stored.messages.last?.text == "19999")
    }

    @Test("Nodes in a circle end nowhere and hang nothing")
    func circle() throws {
        let text = """
            [{"id":"c","mapping":{"a":{"parent":"b","children":["b"],"message":null},"b":{"parent":"a","children":["a"]}}}]
            """
        #expect(try findings(text).map(\.skipped) == ["record 1: it has no messages"])
    }
}
