extension Manual {
    /// The manual of this version of Weft: the files of the folder `Manual`, which the build embeds in the program.
    static let weft = Manual(chapters: [
        chapter("start", PackageResources.chapter_01_start_md),
        chapter("screen", PackageResources.chapter_02_screen_md),
        chapter("writing", PackageResources.chapter_03_writing_md),
        chapter("reading", PackageResources.chapter_04_reading_md),
        chapter("stopping", PackageResources.chapter_05_stopping_md),
        chapter("trouble", PackageResources.chapter_06_trouble_md),
        chapter("threads", PackageResources.chapter_07_threads_md),
        chapter("keys", PackageResources.chapter_08_keys_md),
        chapter("guide", PackageResources.chapter_09_guide_md),
        chapter("documents", PackageResources.chapter_10_documents_md),
        chapter("service", PackageResources.chapter_11_service_md),
        chapter("api", PackageResources.chapter_12_api_md),
        chapter("privacy", PackageResources.chapter_13_privacy_md),
        chapter("terminals", PackageResources.chapter_14_terminals_md),
        chapter("troubleshooting", PackageResources.chapter_15_troubleshooting_md),
        chapter("questions", PackageResources.chapter_16_questions_md),
        chapter("services", PackageResources.chapter_17_services_md),
        chapter("shell", PackageResources.chapter_18_shell_md),
    ])

    private static func chapter(_ name: String, _ bytes: [UInt8]) -> Chapter {
        Chapter(name: name, markdown: String(decoding: bytes, as: UTF8.self))
    }
}
