import TestSupport

/// What goes wrong with one send, decided by its number alone.
struct SendPlan: Sendable {
    enum PostFault: Sendable {
        /// Given up without a byte.
        case lost(FaultAnswer.Ending)
        case refused(Int, asksToWait: Bool)
        case cutInHead(FaultAnswer.Ending)
        /// After so many hundredths of the body.
        case cutInBody(Int, FaultAnswer.Ending)
        case none
    }

    enum StreamFault: Sendable {
        case refused(Int)
        case cut(Int, FaultAnswer.Ending)
        case sliced(Int)
        case silent
    }

    /// One for each attempt; the last holds for all after it.
    let posts: [PostFault]
    let stream: StreamFault

    init(number: Int) {
        var generator = SplitMix(seed: UInt64(number))
        posts = (0..<3).map { _ in Self.postFault(&generator) }
        let ending: FaultAnswer.Ending = Bool.random(using: &generator) ? .finished : .reset
        stream =
            switch Int.random(in: 0..<10, using: &generator) {
            case 0: .refused([404, 500, 204, 301].randomElement(using: &generator) ?? 404)
            case 1: .silent
            case 2...4: .sliced(.random(in: 1...40, using: &generator))
            default: .cut(.random(in: 0...100, using: &generator), ending)
            }
    }

    private static func postFault(_ generator: inout SplitMix) -> PostFault {
        let ending: FaultAnswer.Ending = Bool.random(using: &generator) ? .finished : .reset
        switch Int.random(in: 0..<10, using: &generator) {
        case 0, 1: return .lost(ending)
        case 2, 3:
            let status = [400, 401, 403, 408, 409, 413, 422, 429, 500, 502, 503, 504, 529].randomElement(
                using: &generator)
            return .refused(status ?? 500, asksToWait: Bool.random(using: &generator))
        case 4: return .cutInHead(ending)
        case 5: return .cutInBody(.random(in: 0...99, using: &generator), ending)
        default: return .none
        }
    }
}

/// A generator whose numbers depend on its seed only (SplitMix64).
struct SplitMix: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
