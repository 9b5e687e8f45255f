package import Screen

extension ThemeLibrary {
    /// The themes that the program brings: the files of the folder `themes`, as they were when it was built.
    package static let shipped = ThemeLibrary(
        [
            ("catppuccin-mocha", PackageResources.catppuccin_mocha_toml),
            ("dark", PackageResources.dark_toml),
            ("dracula", PackageResources.dracula_toml),
            ("gruvbox-dark", PackageResources.gruvbox_dark_toml),
            ("gruvbox-light", PackageResources.gruvbox_light_toml),
            ("high-contrast", PackageResources.high_contrast_toml),
            ("light", PackageResources.light_toml),
            ("monochrome", PackageResources.monochrome_toml),
            ("nord", PackageResources.nord_toml),
        ].map { name, bytes in
            ThemeFile(name: name, place: "built in", text: .success(String(decoding: bytes, as: UTF8.self)))
        })
}

extension Theme {
    /// The two that are there whatever a folder holds.
    package static let dark = ThemeLibrary.shipped.entry("dark")?.theme ?? .plain
    package static let light = ThemeLibrary.shipped.entry("light")?.theme ?? .plain
}
