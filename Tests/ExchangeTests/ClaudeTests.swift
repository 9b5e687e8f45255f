import ChatModel
import Testing

@testable import Exchange

@Suite("Claude's account export")
struct ClaudeTests {
    /// Written after the public descriptions of the format.
    static let file = #"""
        [{"uuid":"k-1","name":"Sourdough","summary":"","created_at":"2025-03-01T08:00:00.123456Z",
          "updated_at":"2025-03-01T09:30:00.000000+00:00","account":{"uuid":"acc"},
          "chat_messages":[
           {"uuid":"m1","sender":"human","text":"Read my notes.","content":[{"type":"text","text":"Read my notes.",
             "citations":[]}],"created_at":"2025-03-01T08:00:01Z","updated_at":"2025-03-01T08:00:01Z",
             "attachments":[{"file_name":"notes.txt","file_size":12,"file_type":"txt","extracted_content":"feed it daily"},
               {"file_name":"","extracted_content":"pasted words"}],
             "files":[{"file_name":"loaf.jpg"}]},
           {"uuid":"m2","sender":"assistant","text":"old text","content":[
             {"type":"thinking","thinking":"They keep a starter."},
             {"type":"text","text":"Let me look.","citations":[{"title":"Bread","details":{"type":"web","url":"https://e.org/b"}}]},
             {"type":"tool_use","name":"web_search","input":{"query":"sourdough"}},
             {"type":"tool_result","name":"web_search","content":[{"type":"text","text":"Result one"}],"is_error":false},
             {"type":"token_budget"},
             {"type":"text","text":"Feed it daily."}],"created_at":"2025-03-01T08:00:09Z","attachments":[],"files":[]},
           {"uuid":"m3","sender":"human","text":"Thanks","created_at":"2025-03-01T08:01:00Z"},
           {"uuid":"m4","sender":"assistant","text":"","content":[],"created_at":"2025-03-01T08:01:01Z"},
           {"uuid":"m5","sender":"assistant","text":"You are welcome.","content":[],"created_at":null}]},
         {"uuid":"k-2","name":"","created_at":"2025-03-02T08:00:00Z","chat_messages":[
           {"uuid":"n1","sender":"human","text":"First","parent_message_uuid":"00000000-0000-4000-8000-000000000000"},
           {"uuid":"n2","sender":"assistant","text":"One","parent_message_uuid":"n1"},
           {"uuid":"n3","sender":"assistant","text":"Uno","parent_message_uuid":"n1"}],"current_leaf_message_uuid":"n2"},
         {"uuid":"k-3","name":"Empty","chat_messages":[]}]
        """#

    @Test("A conversation is a thread with its messages in a row")
    func thread() throws {
        let stored = try #require(try findings(Self.file)[0].thread?.stored)
        #expect(stored.thread.title == "Sourdough" && stored.thread.labels == ["claude"])
        #expect(stored.thread.createdAt == Timestamp(milliseconds: 1_740_816_000_123))
        #expect(stored.thread.activeAt == Timestamp(milliseconds: 1_740_821_400_000))
        #expect(
            stored.branch.map(\.text) == [
                "Read my notes.", "Let me look.\n\nFeed it daily.", "Thanks", "You are welcome.",
            ])
        #expect(stored.branch == stored.messages)
        #expect(stored.messages.map(\.role) == [.user, .assistant, .user, .assistant])
        #expect(stored.messages[3].createdAt == stored.messages[2].createdAt)
        #expect(stored.messages[3].answers == stored.messages[2].id)
    }

    @Test("Thoughts, tools, sources, attachments with their text and files are parts")
    func parts() throws {
        let stored = try #require(try findings(Self.file)[0].thread?.stored)
        #expect(
            stored.messages[0].parts.map { [$0.title, $0.text] } == [
                ["Attached there: notes.txt", "feed it daily"], ["Attached there: pasted text", "pasted words"],
                ["Attached there: loaf.jpg", ""],
            ])
        let reply = stored.messages[1]
        #expect(reply.parts.map(\.kind) == [.reasoning, .toolCall, .sources])
        #expect(reply.parts[1].title == "web_search")
        #expect(reply.parts[1].text == "```json\n{\"query\":\"sourdough\"}\n```\n\nResult one")
        #expect(reply.parts[2].text == "1. [Bread](<https://e.org/b>)")
    }

    @Test("Where parents are named, variants are variants")
    func branches() throws {
        let stored = try #require(try findings(Self.file)[1].thread?.stored)
        #expect(stored.branch.map(\.text) == ["First", "One"])
        #expect(stored.messages.map(\.text) == ["First", "One", "Uno"])
        #expect(
            stored.messages[1].parent == stored.messages[0].id && stored.messages[2].parent == stored.messages[0].id)
        #expect(stored.thread.title == "First")
    }

    @Test("Blocks that are no text do not bring the words that say they cannot be shown; a voice note is text")
    func blocks() throws {
        let file = #"""
            [{"uuid":"k","chat_messages":[
              {"uuid":"a","sender":"human","text":"","content":[{"type":"voice_note","title":null,"text":"Make a list"}]},
              {"uuid":"b","sender":"assistant","text":"```\nThis block is not supported on your current device yet.\n```",
               "content":[{"type":"tool_use","name":"artifacts","input":{"command":"create","title":"List",
                 "content":"# List\n- one"}},
                {"type":"tool_result","name":"artifacts","content":[{"type":"text","text":"OK"}]},
                {"type":"tool_use","name":"web_search","input":{}},
                {"type":"tool_result","name":"web_search","content":[
                 {"type":"knowledge","title":"A page","url":"https://e.org/p","text":"All of the page"}]}]}]}]
            """#
        let stored = try onlyThread(findings(file))
        #expect(stored.branch.map(\.text) == ["Make a list", ""])
        #expect(
            stored.branch[1].parts.map(\.text) == [
                "```json\n{\"command\":\"create\",\"title\":\"List\"}\n```\n\n```\n# List\n- one\n```\n\nOK",
                "1. [A page](<https://e.org/p>)",
            ])
    }

    @Test("What is left out is counted, what is empty is skipped")
    func skipped() throws {
        let found = try findings(Self.file)
        #expect(found[0].thread?.leftOut == ["empty messages": 1])
        #expect(found[2].skipped == "record 3 (Empty): it has no messages")
        #expect(try findings(Self.file) == found)
    }
}
