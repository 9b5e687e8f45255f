import Foundation

/// Programs of this package, as the running build made them.
package enum BuiltProduct {
    /// The path of a program beside the running tests.
    ///
    /// The runner may be a tool of the toolchain; the test bundle is named in its arguments then.
    package static func path(_ name: String) -> String {
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let arguments = CommandLine.arguments.flatMap { $0.split(separator: "=").map(String.init) }
        let folders = ([own].compactMap(\.self) + arguments).compactMap { path in
            path.lastIndex(of: "/").map { String(path[..<$0]) }
        }
        let candidates = (folders + [".build/debug"]).map { "\($0)/\(name)" }
        return candidates.first(where: FileManager.default.isExecutableFile) ?? "./\(name)"
    }
}
