package import ChatModel
import GRDB

extension ThreadDatabase {
    /// All presets, in no order.
    package func presets() async throws(Failure) -> [Preset] {
        try await perform(.read) { try $0.presets() }
    }
}

extension Database {
    func presets() throws -> [Preset] {
        let rows = try Row.fetchCursor(
            cachedStatement(
                sql: """
                    SELECT CAST(service AS BLOB), CAST(name AS BLOB), CAST(model AS BLOB), CAST(system AS BLOB),
                        temperature, topP, maxTokens, CAST(effort AS BLOB)
                    FROM preset
                    """))
        return try Array(
            rows.map { row in
                Preset(
                    service: ServiceID(row.text(0)), name: row.text(1),
                    model: row.optionalText(2).map { AssistantID($0) }, settings: row.settings(from: 3))
            })
    }

    func save(_ preset: Preset) throws {
        try cachedStatement(
            sql: """
                INSERT OR REPLACE INTO preset (service, name, model, system, temperature, topP, maxTokens, effort)
                VALUES (CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?, ?)
                """
        ).execute(
            arguments: [preset.service.text.exact, preset.name.exact, preset.model?.text.exact]
                + preset.settings.arguments)
    }

    func delete(_ preset: PresetID) throws {
        try cachedStatement(sql: "DELETE FROM preset WHERE service = CAST(? AS TEXT) AND name = CAST(? AS TEXT)")
            .execute(arguments: [preset.service.text.exact, preset.name.exact])
    }
}

extension ReplySettings {
    /// For the columns `system` (by `CAST(? AS TEXT)`), `temperature`, `topP`, `maxTokens`, `effort`.
    var arguments: StatementArguments {
        [system?.exact, temperature, topP, maxTokens, effort?.rawValue]
    }
}

extension Row {
    /// From the five columns that begin with `system`. What no Weft wrote is not decided.
    func settings(from column: Int) -> ReplySettings {
        ReplySettings(
            system: optionalText(column), temperature: optionalNumber(column + 1), topP: optionalNumber(column + 2),
            maxTokens: optionalInteger(column + 3).flatMap { Int(exactly: $0) },
            effort: optionalText(column + 4).flatMap(ReasoningEffort.init(rawValue:)))
    }
}
