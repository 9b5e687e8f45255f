import Foundation
import TerminalModel
import Testing

@testable import Screen

/// Compares what a stage shows with the screen kept under this name; with `WEFT_RECORD` set it is written instead, and
/// the test fails so that no recording is taken for a pass.
func expectScreen(
    _ name: String, _ stage: inout Stage, file: String = #filePath, _ location: SourceLocation = #_sourceLocation
) throws {
    try expectText(stage.text(), name, stage.screen.size, file: file, location)
}

/// As `expectScreen`, for a text that was made of a screen of this size.
func expectText(
    _ text: String, _ name: String, _ size: Size, file: String = #filePath,
    _ location: SourceLocation = #_sourceLocation
) throws {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("__Screens__")
    let path = folder.appendingPathComponent("\(name)-\(size.columns)x\(size.rows).screen")
    let shown = text + "\n"
    if ProcessInfo.processInfo.environment["WEFT_RECORD"] != nil {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try shown.write(to: path, atomically: true, encoding: .utf8)
        Issue.record("recorded \(path.lastPathComponent)", sourceLocation: location)
        return
    }
    let kept = try String(contentsOf: path, encoding: .utf8)
    #expect(shown == kept, "\(path.lastPathComponent) looks different", sourceLocation: location)
}
