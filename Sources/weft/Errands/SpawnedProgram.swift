import Glibc

/// Starts a program without a shell and without a terminal, in a session of its own.
enum SpawnedProgram {
    /// POSIX_SPAWN_SETSID, which glibc shows to GNU sources only.
    private static let ownSession: Int16 = 0x80

    /// - Parameters:
    ///   - program: its whole path.
    ///   - words: what it is told, its own name first.
    ///   - input: what it reads; nil: nothing.
    ///   - output: where what it prints goes; nil: nowhere. What it says of errors goes nowhere.
    /// - Returns: its id, which is also that of its session and group; or 0 and why it did not start, as `errno` says it.
    static func start(
        _ program: String, _ words: [String], environment: [String: String], input: Int32? = nil, output: Int32? = nil
    ) -> (pid_t, errno: Int32) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        } else {
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        }
        if let output {
            posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        } else {
            posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        }
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        detach(&attributes)
        let arguments = words.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var process = pid_t(0)
        let problem = posix_spawn(&process, program, &actions, &attributes, arguments, variables)
        return problem == 0 ? (process, 0) : (0, problem)
    }

    /// Without a terminal it cannot write over the screen or take keys from it. Signals are as a shell gives them.
    private static func detach(_ attributes: inout posix_spawnattr_t) {
        var (none, usual) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&usual)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setflags(
            &attributes, ownSession | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    }
}
