import Glibc
import TerminalModel

/// A colour in the space Oklab, where distances are about those that people see.
///
/// Björn Ottosson, "A perceptual color space for image processing", 2020; the numbers are his.
struct Oklab {
    let lightness: Double
    let greenRed: Double
    let blueYellow: Double

    init(_ color: RGB) {
        let (red, green, blue) = (Self.linear(color.red), Self.linear(color.green), Self.linear(color.blue))
        let long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
        let medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
        let short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
        lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
        greenRed = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
        blueYellow = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    }

    /// The square of the distance.
    func distance(to other: Oklab) -> Double {
        let (light, first, second) = (
            lightness - other.lightness, greenRed - other.greenRed, blueYellow - other.blueYellow
        )
        return light * light + first * first + second * second
    }

    /// No hue to speak of.
    var isGrey: Bool { chroma < 0.06 }

    private var chroma: Double { (greenRed * greenRed + blueYellow * blueYellow).squareRoot() }

    /// How unlike in hue above all, then in strength and in lightness; of colours that have a hue.
    func difference(from other: Oklab) -> Double {
        let red = greenRed / chroma - other.greenRed / other.chroma
        let yellow = blueYellow / chroma - other.blueYellow / other.chroma
        let (first, second) = (greenRed - other.greenRed, blueYellow - other.blueYellow)
        let light = lightness - other.lightness
        return red * red + yellow * yellow + 4 * (first * first + second * second) + 2 * light * light
    }

    private static func linear(_ part: UInt8) -> Double {
        let value = Double(part) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
}
