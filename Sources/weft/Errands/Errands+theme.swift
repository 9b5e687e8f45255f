import ChatModel
import Screen
import Settings

extension Errands {
    /// Writes the theme into `config.toml`. Only its own line is changed there, and nothing is written that would be read
    /// otherwise than before in anything else.
    func keepTheme(_ name: String) -> ErrandResult {
        let locations = Locations(environment: { environment[$0] }, home: home)
        let file = locations.configurationFile
        do throws(Failure) {
            let before: String
            switch file.text() {
            case .success(let text): before = text ?? ""
            case .failure(let problem): throw Self.notKept(problem.text(file: file.path))
            }
            var text = ConfigurationText(before)
            text.setTheme(name)
            guard case .success(var wanted) = Configuration.parse(before) else {
                throw Self.notKept("something is wrong in config.toml already")
            }
            wanted.screen.theme.name = name
            guard (try? Configuration.parse(text.text).get()) == wanted else {
                throw Self.notKept("the table [screen] of config.toml cannot be changed in one line")
            }
            try ProcessSafety.makeDirectory(locations.configuration)
            try file.write(text.text)
            return .themeKept(name, file: shown(file.path))
        } catch {
            return .failed(error)
        }
    }

    private static func notKept(_ why: String) -> Failure {
        Failure(
            what: "The theme is worn, and not kept", why: why,
            remedy: "write theme = \"NAME\" into the table [screen] yourself")
    }
}
