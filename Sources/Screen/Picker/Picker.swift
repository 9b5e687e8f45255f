import ChatModel
import TerminalModel

/// The page where the person chooses who answers: the services, and below each the presets for it and
/// the assistants or models that it lists.
struct Picker {
    /// What is typed narrows the list down.
    var filter = Editor()
    /// By name, so that it stays selected while the list grows.
    var selected: PickerRow.ID?
    /// The first row of the list on the screen.
    var firstRow = 0
    /// Where the selected row stood last: what is selected when it goes.
    private var place = 0
    /// How many assistants of a service were known when more were asked for: nothing is asked for twice.
    private var asked: [ServiceID: Int] = [:]
    /// Pages that were asked for since the last key.
    private var pages = 0

    /// So many pages are fetched for one key, where a filter leaves room for them all.
    private static let mostPages = 5

    init(selected: PickerRow.ID?) { self.selected = selected }
}

extension Picker {
    /// What the page shows beside its own state.
    struct Scene {
        let services: [Service]
        let lists: [ServiceID: AssistantList]
        let presets: [Preset]
        /// Who answers now.
        let choice: ServiceChoice?
        /// What a wish is on its way for.
        let deleting: Set<AssistantID>
        /// What the thread is called that the choice is for.
        let title: SafeText
        let now: Timestamp
        let offset: Duration
        let theme: Theme
    }

    mutating func keyPressed() { pages = 0 }

    /// Asks for everything anew from here on.
    mutating func forget(_ service: ServiceID) { asked[service] = nil }

    /// Selects what stands `offset` rows further, as far as there is something.
    mutating func move(by offset: Int, in rows: [PickerRow]) {
        let places = rows.indices.filter { rows[$0].isSelectable }
        guard !places.isEmpty else { return }
        let index = places.firstIndex { rows[$0].id == selected } ?? 0
        let target = places[max(0, min(index + offset, places.count - 1))]
        selected = rows[target].id
        place = target
    }

    /// Finds something to select where what was selected is gone, of the same service if it has anything above.
    mutating func settle(in rows: [PickerRow]) {
        if let index = rows.firstIndex(where: { $0.id == selected && $0.isSelectable }) {
            place = index
            return
        }
        let before = rows.indices.filter { $0 <= place && rows[$0].isSelectable }
        let service = selected?.service
        let index =
            before.last { rows[$0].service.id == service } ?? before.last ?? rows.firstIndex(where: \.isSelectable)
        selected = index.map { rows[$0].id }
        place = index ?? 0
    }

    /// After the filter has changed: what is selected fits it, else the first that does by its name.
    mutating func selectMatch(in rows: [PickerRow]) {
        if rows.contains(where: { $0.id == selected && $0.fit != .none }) { return }
        let best = rows.first { $0.fit == .name } ?? rows.first { $0.fit == .words }
        if let best { selected = best.id }
    }

    mutating func scroll(to rows: [PickerRow], height: Int) {
        let index = rows.firstIndex { $0.id == selected } ?? 0
        firstRow = min(max(firstRow, index - height + 1), index)
        firstRow = max(0, min(firstRow, rows.count - height))
    }

    /// The services of which the next page is wanted: the end of what is known is on the screen, or near.
    mutating func wantedPages(_ rows: [PickerRow], _ scene: Scene, height: Int) -> [ServiceID] {
        var wanted: [ServiceID] = []
        for row in rows.dropFirst(firstRow).prefix(height + height / 2) where row.kind == .more {
            let known = scene.lists[row.service.id]?.assistants.count ?? 0
            guard asked[row.service.id] != known, pages < Self.mostPages else { continue }
            asked[row.service.id] = known
            pages += 1
            wanted.append(row.service.id)
        }
        return wanted
    }
}
