import Foundation
import Glibc

/// Where things are kept, after the XDG Base Directory rules: a variable that is unset, empty or relative counts as not
/// set.
struct Locations {
    /// The threads: database, lock.
    let threads: String
    /// The local service's own store, knowledge and key.
    let service: String
    /// What is asked beside the threads, until it comes to them.
    let questions: String
    /// Logs.
    let state: String
    /// What the person decides.
    let configuration: String
    /// What can be fetched again.
    let cache: String

    /// - Parameter environment: looks a variable up.
    init(environment: (String) -> String?, home: String) {
        func directory(_ variable: String, _ standard: String) -> String {
            if let set = environment(variable), set.hasPrefix("/") { return set + "/weft" }
            return home + standard + "/weft"
        }
        let data = directory("XDG_DATA_HOME", "/.local/share")
        self.threads = data
        self.service = data + "/service"
        self.questions = data + "/questions"
        self.state = directory("XDG_STATE_HOME", "/.local/state")
        self.configuration = directory("XDG_CONFIG_HOME", "/.config")
        self.cache = directory("XDG_CACHE_HOME", "/.cache")
    }

    /// Those of the person who runs this process.
    static func current() -> Locations {
        Locations(environment: Self.variable, home: home(variable))
    }

    var configurationFile: ConfigurationFile { ConfigurationFile(path: configuration + "/config.toml") }
    var models: ModelShelf { ModelShelf(directory: cache + "/models") }
    var serviceDatabase: String { service + "/service.sqlite" }
    var knowledgeDatabase: String { service + "/knowledge.sqlite" }
    var knowledgeFolders: String { service + "/knowledge-folders" }
    var serviceKey: String { service + "/key" }
    var serviceLock: String { service + "/service.lock" }
    var serviceLog: String { state + "/service.log" }

    static func variable(_ name: String) -> String? {
        getenv(name).flatMap { String(validatingCString: $0) }
    }

    /// All variables of this process.
    static var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// HOME, or what the system knows of the user where HOME is not set.
    static func home(_ environment: (String) -> String?) -> String {
        if let set = environment("HOME"), set.hasPrefix("/") { return set }
        if let entry = getpwuid(getuid()), let directory = entry.pointee.pw_dir { return String(cString: directory) }
        return "/tmp"
    }
}
