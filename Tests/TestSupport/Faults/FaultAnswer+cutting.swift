extension FaultAnswer {
    /// The same up to so many bytes, and then this.
    package func cut(after count: Int, then last: Step) -> Self {
        var left = count
        var kept: [Step] = []
        for step in steps {
            guard left > 0 else { break }
            if case .bytes(let bytes) = step {
                kept.append(.bytes(Array(bytes.prefix(left))))
                left -= bytes.count
            } else {
                kept.append(step)
            }
        }
        return Self(kept + [last])
    }

    /// The same bytes in pieces of so many.
    package func sliced(into size: Int) -> Self {
        Self(
            steps.flatMap { step -> [Step] in
                guard case .bytes(let bytes) = step else { return [step] }
                return stride(from: 0, to: bytes.count, by: max(1, size)).map {
                    .bytes(Array(bytes[$0..<min($0 + max(1, size), bytes.count)]))
                }
            })
    }

    /// The same bytes one by one, with a pause before each.
    package func dripped(every pause: Duration) -> Self {
        Self(
            sliced(into: 1).steps.flatMap { step -> [Step] in
                if case .bytes = step { [.pause(pause), step] } else { [step] }
            })
    }

    /// The same, with the piece of this number said twice.
    package func duplicating(piece number: Int) -> Self {
        var count = -1
        return Self(
            steps.flatMap { step -> [Step] in
                guard case .bytes = step else { return [step] }
                count += 1
                return count == number ? [step, step] : [step]
            })
    }
}
