import ChatModel
import Providers
import Settings

extension ConfigurationReader {
    /// What a service of models is asked for.
    mutating func modelSettings(_ reading: ServiceReading) -> ModelSettings {
        ModelSettings(
            model: string(.model, of: reading), system: string(.system, of: reading),
            temperature: number(.temperature, in: 0...2, of: reading), topP: number(.topP, in: 0...1, of: reading),
            maxTokens: count(.maxTokens, of: reading), effort: effort(reading),
            contextTokens: count(.context, of: reading),
            background: bool(.background, of: reading) ?? false)
    }

    private mutating func number(
        _ setting: ServiceSetting, in range: ClosedRange<Double>, of reading: ServiceReading
    ) -> Double? {
        guard let value = reading.table[setting.rawValue] else { return nil }
        switch value {
        case .integer(let number) where range.contains(Double(number)): return Double(number)
        case .number(let number) where range.contains(number): return number
        default:
            noteMisfit(setting, value, reading)
            return nil
        }
    }

    private mutating func count(_ setting: ServiceSetting, of reading: ServiceReading) -> Int? {
        guard let value = reading.table[setting.rawValue] else { return nil }
        if case .integer(let count) = value, count > 0 { return count }
        noteMisfit(setting, value, reading)
        return nil
    }

    private mutating func effort(_ reading: ServiceReading) -> ReasoningEffort? {
        guard let value = reading.table[ServiceSetting.effort.rawValue] else { return nil }
        if case .string(let word) = value, let effort = ReasoningEffort(rawValue: word) { return effort }
        noteMisfit(.effort, value, reading)
        return nil
    }

    private mutating func noteMisfit(
        _ setting: ServiceSetting, _ value: ConfigurationValue, _ reading: ServiceReading
    ) {
        let found =
            switch value {
            case .integer, .number: "a number that does not fit"
            case .string where setting == .effort: "another word"
            default: value.words
            }
        note(reading.path(setting), "\(setting.rawValue) is \(found)", "it takes \(setting.shape.rawValue)")
    }
}

extension ServiceKind {
    /// Those whose assistants are models.
    static let ofModels = Set(allCases.filter { $0.modelAPI != nil })
}
