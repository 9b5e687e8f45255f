import TerminalModel
import Testing
import TextDirection

@Suite("Display order")
struct DisplayOrderTests {
    @Test("text from left to right stays as it is")
    func leftToRight() {
        let line = StyledLine("one two")
        #expect(line.inDisplayOrder(isRightToLeft: false) == line)
    }
}
