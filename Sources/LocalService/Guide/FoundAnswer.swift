/// An answer made of passages: a lead line, the passages with marks, and the list of sources.
struct FoundAnswer {
    let markdown: String

    init(_ findings: Findings) {
        let passages = findings.passages
        var sources: [String] = []
        var parts = [Self.lead(passages, unknown: findings.unknownWords)]
        for (index, passage) in passages.enumerated() {
            let source = passage.source
            let isNew = sources.last != source
            if !sources.contains(source) { sources.append(source) }
            if isNew || index == 0 {
                let number = (sources.firstIndex(of: source) ?? 0) + 1
                parts.append("### \(passage.heading) [\(number)]")
            }
            parts.append(passage.markdown)
        }
        let list = sources.enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n")
        markdown = (parts + ["Sources:", list]).joined(separator: "\n\n") + "\n"
    }

    private static func lead(_ passages: [FoundPassage], unknown: [String]) -> String {
        let place =
            switch (passages.contains(where: \.isManual), passages.contains { !$0.isManual }) {
            case (true, true): "Weft's manual and your documents"
            case (false, true): "your documents"
            default: "Weft's manual"
            }
        guard !unknown.isEmpty else { return "From \(place):" }
        return "I found nothing about \(GuideText.quoted(unknown)). This comes closest, from \(place):"
    }
}

extension Findings {
    /// The passages as the sources of an answer.
    var sources: [EngineSource] {
        passages.enumerated().map { index, passage in
            EngineSource(
                title: passage.heading, location: passage.location(named: passage.label), text: passage.markdown,
                rank: index + 1)
        }
    }
}

extension FoundPassage {
    fileprivate var heading: String { headings.last ?? title }

    /// As Markdown.
    fileprivate var source: String { location(named: PlainText.escapedName(label)) }

    /// `Manual: Stopping an answer › The three outcomes`, `notes/tea.md: Green tea`.
    fileprivate func location(named name: String) -> String {
        let path = isManual || headings.isEmpty ? [title] + headings : headings
        let isNamedAfterFile = path == [title] && (name == title || name.hasSuffix("/" + title))
        return isNamedAfterFile ? name : "\(name): \(path.joined(separator: " › "))"
    }
}
