import Foundation

/// What one scalar beyond ASCII is compared as.
enum ScalarFolding {
    /// 0 for one that is left out.
    static func folded(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0..<0x80: FoldingReader.folded(ascii: scalar)
        case 0x80..<0x0590: european[Int(scalar)]
        case 0x1E00..<0x2000: extended[Int(scalar - 0x1E00)]
        case 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: 0x20
        case 0x200B...0x200D, 0x2060, 0xFE00...0xFE0F, 0xFEFF: 0
        case 0xFF01...0xFF5E: FoldingReader.folded(ascii: scalar - 0xFEE0)
        case 0x2E80..<0xA640, 0xAC00..<0xD7A4, 0x1F000...: scalar
        default: lowercase(scalar)
        }
    }

    private static let european = (0..<0x0590).map(base)
    private static let extended = (0x1E00..<0x2000).map(base)

    /// The letter without its accents. Accents of their own and soft hyphens are left out.
    private static func base(_ value: Int) -> UInt32 {
        switch value {
        case 0x85, 0xA0, 0x80..<0xA0: return 0x20
        case 0xAD, 0x0300...0x036F: return 0
        case 0x03C2: return 0x03C3
        default: break
        }
        guard let scalar = Unicode.Scalar(UInt32(value)) else { return 0x20 }
        let letters = String(Character(scalar)).lowercased().decomposedStringWithCanonicalMapping
        let first = letters.unicodeScalars.first?.value ?? 0
        return (0x0300...0x036F).contains(first) ? 0 : first == 0x03C2 ? 0x03C3 : first
    }

    private static func lowercase(_ value: UInt32) -> UInt32 {
        guard let scalar = Unicode.Scalar(value) else { return 0x20 }
        let lower = scalar.properties.lowercaseMapping.unicodeScalars
        return lower.count == 1 ? lower.first?.value ?? value : value
    }
}
