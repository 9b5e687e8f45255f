import ChatModel
import WireFormats

extension AssistantProfile {
    /// The tools of a profile in which nothing is wrong; else throws what is wrong first, in words.
    func checkedTools() throws(Failure) -> [Assisters.Tool] {
        guard name.contains(where: { !$0.isWhitespace }) else {
            throw Self.refusal("it has no name", remedy: "give it a name")
        }
        if let temperature, !(0...2).contains(temperature) {
            throw Self.refusal("its temperature is \(temperature)", remedy: "give one from 0 to 2")
        }
        if let topP, !(0...1).contains(topP) {
            throw Self.refusal("its top_p is \(topP)", remedy: "give one from 0 to 1")
        }
        do throws(AssistantTools.Mistake) {
            return try AssistantTools.read(tools)
        } catch {
            throw Self.refusal("its tools cannot be read: \(error.words)", remedy: "mend the list of tools")
        }
    }

    private static func refusal(_ why: String, remedy: String) -> Failure {
        Failure(what: "The assistant cannot be saved", why: why, remedy: remedy)
    }
}
