import Foundation

/// Dates as RFC 9110 wants them, whatever the locale: Sun, 06 Nov 1994 08:49:37 GMT
enum HTTPDate {
    static func text(of moment: Date) -> String {
        let seconds = Int(moment.timeIntervalSince1970.rounded(.down))
        // 1994-11-06T08:49:37Z; 1970-01-01 was a Thursday.
        let parts = moment.formatted(.iso8601).split { "-TZ".contains($0) }
        guard parts.count == 4, let month = Int(parts[1]), months.indices.contains(month - 1) else { return "" }
        let day = days[(seconds / 86_400 + 4) % 7]
        return "\(day), \(parts[2]) \(months[month - 1]) \(parts[0]) \(parts[3]) GMT"
    }

    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
