/// One of the three permanent parts of the screen; keys go to one of them.
enum Pane: CaseIterable {
    case threads, transcript, composer
}

extension CaseIterable where Self: Equatable {
    /// The case `offset` places further, around the end.
    func next(_ offset: Int) -> Self {
        let all = Array(Self.allCases)
        guard let index = all.firstIndex(of: self) else { return self }
        return all[((index + offset) % all.count + all.count) % all.count]
    }
}
