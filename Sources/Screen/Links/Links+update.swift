import ChatModel
import TerminalModel

extension Transcript {
    /// The links in the lines on the screen, each once.
    mutating func linksOnScreen(_ scene: Scene) -> [String] {
        var links: [String] = []
        for (entry, line) in linesOnScreen(scene) {
            for span in entry[line].line.spans {
                if let link = span.link, !links.contains(link) { links.append(link) }
            }
        }
        return links
    }

    /// The lines on the screen with the entries they belong to.
    mutating func linesOnScreen(_ scene: Scene) -> [(entry: Entry, line: Int)] {
        var lines: [(Entry, Int)] = []
        var place = top(scene)
        while lines.count < scene.size.rows, scene.messages.indices.contains(place.index) {
            let entry = entry(place.index, scene)
            let end = min(entry.count, place.line + scene.size.rows - lines.count)
            for line in min(place.line, end)..<end { lines.append((entry, line)) }
            place = Place(index: place.index + 1, line: 0)
        }
        return lines
    }
}

// What the whole asks of it

extension ScreenState {
    mutating func openLinks() {
        let targets = transcript.linksOnScreen(transcriptScene())
        if targets.isEmpty { status.refuse("There is no link on the screen") } else { links = Links(targets) }
    }

    /// Does an action of the page of links.
    mutating func performInLinks(_ action: Action, key: Key) -> [Effect] {
        let page = max(1, Links.areas(size).list.rows - 1)
        switch action {
        case .linkUp: links?.move(by: -1)
        case .linkDown: links?.move(by: 1)
        case .pageUp: links?.move(by: -page)
        case .pageDown: links?.move(by: page)
        case .toStart: links?.move(by: -1_000_000)
        case .toEnd: links?.move(by: 1_000_000)
        case .linkNumber: if case .character(let digit) = key.code { links?.type(digit) }
        case .showLink: links?.show()
        case .openLink: return openLink()
        case .copyLink: return links.map { copying(CopiedText($0.target)) } ?? []
        default: if links?.isWhole == true { links?.isWhole = false } else { links = nil }
        }
        return []
    }

    /// A link is opened only after it was shown whole.
    private mutating func openLink() -> [Effect] {
        guard let target = links?.target else { return [] }
        links = nil
        return [.errand(.open(target))]
    }

    /// Why a link is not opened now.
    var openLinkRefusal: SafeText? {
        guard let links else { return "" }
        guard Links.canOpen(links.target) else { return "Only http, https and mailto are opened" }
        return links.isWhole ? nil : "Enter shows the whole link first"
    }
}
