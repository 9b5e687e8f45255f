import Foundation
import Synchronization

/// A wall clock that stands still until the test moves it.
final class AdjustableTime: Sendable {
    private let moment = Mutex(Date(timeIntervalSince1970: 1_716_206_400))

    var value: Date { moment.withLock { $0 } }

    func advance(bySeconds seconds: Double) { moment.withLock { $0 += seconds } }
}
