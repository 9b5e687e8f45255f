import Foundation
import WireFormats

/// What is sent to a function: `{"tool_call_id", "arguments"}`.
struct ToolRequest: Codable, Hashable {
    let toolCallID: String
    let arguments: [String: JSONValue]

    private enum CodingKeys: String, CodingKey {
        case toolCallID = "tool_call_id"
        case arguments
    }
}

/// The HTTP answer of a function. A right one is `{"tool_call_id", "output"}` with the id of the call and a text.
struct ToolAnswer: Hashable {
    let status: Int
    let body: [UInt8]

    func outcome(of call: EngineToolCall, _ limits: ToolLimits) -> ToolOutcome {
        switch status {
        case 200..<300: break
        case 300..<400:
            return .noAnswer(call.name, "it answered with a redirect (\(status)), and redirects are not followed")
        default: return .noAnswer(call.name, "it answered with the status \(status)")
        }
        guard let members = try? WireJSON.decode([String: JSONValue].self, from: body) else {
            return .noAnswer(call.name, "its answer is not a JSON object")
        }
        guard members["tool_call_id"] == .string(call.id) else {
            return .noAnswer(call.name, "its answer does not have the tool_call_id of the call")
        }
        guard case .string(let output) = members["output"] else {
            return .noAnswer(call.name, "its answer has no output that is a text")
        }
        return .output(Self.cut(output, to: limits.outputBytes))
    }

    /// Cuts between characters of the encoding, and says that it did.
    private static func cut(_ output: String, to most: Int) -> String {
        let bytes = output.utf8
        guard bytes.count > most else { return output }
        var end = bytes.index(bytes.startIndex, offsetBy: most)
        while bytes[end] & 0b1100_0000 == 0b1000_0000 { bytes.formIndex(before: &end) }
        return output[..<end] + "\n[cut here: the tool answered \(bytes.count) bytes, and \(most) are kept]"
    }
}

extension ToolOutcome {
    static func notCalled(_ name: String, _ why: String) -> ToolOutcome {
        .failure("The tool \(name) was not called: \(why)")
    }

    static func noAnswer(_ name: String, _ why: String) -> ToolOutcome {
        .failure("The tool \(name) gave no answer: \(why)")
    }
}
