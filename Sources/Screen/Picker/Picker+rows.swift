import ChatModel
import TerminalModel

extension Picker {
    /// The list as the filter leaves it: each service with whatever is below it.
    func rows(_ scene: Scene) -> [PickerRow] {
        let words = filter.text.lowercased().split(whereSeparator: \.isWhitespace)
        return scene.services.flatMap { service -> [PickerRow] in
            let fit = Self.fit(service, words)
            var below = assistants(of: service, words, scene)
            if service.hasDirectory { below += news(of: service, scene, isFiltered: !words.isEmpty) }
            // A service whose assistants are still coming is not taken away: they may fit.
            guard fit != .none || !below.isEmpty else { return [] }
            return [PickerRow(service: service, kind: .service, fit: fit)] + below
        }
    }

    private func assistants(of service: Service, _ words: [Substring], _ scene: Scene) -> [PickerRow] {
        let list = scene.lists[service.id]
        var rows = scene.presets.filter { $0.service == service.id }.map { preset in
            PickerRow(service: service, kind: .preset(preset, Self.model(of: preset, in: list)))
        }
        if let chosen = scene.choice, chosen.service == service.id, chosen.preset == nil,
            let reference = chosen.assistant,
            list?.isWhole != true, list?.assistants.contains(where: { $0.id == reference.id }) != true
        {
            rows.append(PickerRow(service: service, kind: .reference(reference)))
        }
        rows += list?.assistants.map { PickerRow(service: service, kind: .assistant($0)) } ?? []
        guard !words.isEmpty else { return rows }
        return rows.compactMap { row in
            var row = row
            row.fit = Self.fit(row, words)
            return row.fit == .none ? nil : row
        }
    }

    private static func model(of preset: Preset, in list: AssistantList?) -> AssistantReference? {
        preset.model.map { id in
            list?.assistants.first { $0.id == id }?.reference ?? AssistantReference(id: id, name: id.text)
        }
    }

    /// What is to be said below a service's assistants.
    private func news(of service: Service, _ scene: Scene, isFiltered: Bool) -> [PickerRow] {
        guard let list = scene.lists[service.id] else {
            return [PickerRow(service: service, kind: .loading, fit: .none)]
        }
        let kind: PickerRow.Kind? =
            if list.isLoading {
                .loading
            } else if let failure = list.failure {
                .failure(failure)
            } else if list.hasMore {
                .more
            } else {
                list.assistants.isEmpty && !isFiltered ? .empty : nil
            }
        var kinds = kind.map { [$0] } ?? []
        if list.failure != nil, !list.isLoading, let moment = list.rememberedFrom { kinds.append(.remembered(moment)) }
        return kinds.map { PickerRow(service: service, kind: $0, fit: .none) }
    }

    private static func fit(_ service: Service, _ words: [Substring]) -> PickerRow.Fit {
        fit(name: service.name, other: service.assistant, words)
    }

    private static func fit(_ row: PickerRow, _ words: [Substring]) -> PickerRow.Fit {
        switch row.kind {
        case .assistant(let assistant):
            fit(name: assistant.profile.name, other: assistant.profile.description + " " + row.service.name, words)
        case .preset(let preset, let model):
            fit(
                name: preset.name,
                other: "\(model?.name ?? "") \(preset.settings.system ?? "") \(row.service.name)", words)
        case .reference(let reference): fit(name: reference.name, other: row.service.name, words)
        default: .none
        }
    }

    private static func fit(name: String, other: String, _ words: [Substring]) -> PickerRow.Fit {
        let name = name.lowercased()
        if words.allSatisfy({ name.contains($0) }) { return .name }
        let all = name + " " + other.lowercased()
        return words.allSatisfy { all.contains($0) } ? .words : .none
    }
}

extension AssistantList {
    /// All that the service has is here.
    fileprivate var isWhole: Bool { !hasMore && !isLoading && failure == nil }
}
