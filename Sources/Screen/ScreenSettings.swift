/// What the person has decided about the screen.
package struct ScreenSettings: Hashable, Sendable {
    /// Lines of code that are too long are wrapped; otherwise they are scrolled sideways.
    package var wrapsCode = true
    /// Weft is told what the mouse does; otherwise the terminal keeps the mouse.
    package var usesMouse = true
    /// Text from right to left is put in its order here; otherwise the terminal does that.
    package var ordersText = true
    /// The program that is given what is copied; empty: the terminal is (OSC 52).
    package var clipboardCommand: [String] = []

    /// So many days a thread is kept in the trash.
    package var daysOfTrash = 30
    package var theme = ThemeWish()

    /// Services that are here and not used yet, by name; the first page says so.
    package var offered: [String] = []

    package init() {}
}
