extension Corpus {
    /// Many scripts, and what is hard about them.
    static let scripts: [Document] = [
        Document(
            name: "Chinese and Japanese",
            text: """
                # 標題：中文與日本語

                這是一個很長的段落，用來測試在沒有空格的文字中如何換行。“引用”、（括號）以及《書名》都不應該出現在錯誤的位置。
                日本語の文章も、同じように折り返されるべきです。ー長音で始まらないこと。

                - 第一項：**粗體**與*斜體*
                - 第二項：`程式碼`

                | 名稱 | 値段 | 備考 |
                |:-----|-----:|:----:|
                | りんご | 120円 | 赤い |
                | 西瓜 | 一千二百円 | 大きくて甘い、夏の果物 |
                """),
        Document(
            name: "Hebrew and Arabic",
            text: """
                שלום עולם, this is a mixed line עם מספרים 123 ו-(סוגריים).

                - פריט ראשון
                - עוד **פריט** מודגש
                  1. אחד
                  2. שניים

                > مرحبا بالعالم، هذا اقتباس طويل بما يكفي ليلتف حول السطر.

                | שם | ערך |
                |----|----:|
                | אבג | 12 |
                | سلام | value |

                English again.
                """,
            drawn: ["שם", "ערך", "אבג", "سلام"]),
        Document(
            name: "Indic scripts and Thai",
            text: """
                हिन्दी में **लिखा** हुआ एक अनुच्छेद, जिसमें संयुक्ताक्षर क्ष और ज्ञ हैं।

                - தமிழ் மொழி
                - ไทยเขียนติดกันไม่มีช่องว่างระหว่างคำ
                - বাংলা ভাষা

                > ქართული და ελληνικά και русский.
                """),
        Document(
            name: "emoji and flags",
            text: """
                Family: 👩‍👩‍👧‍👦, flags: 🇩🇪🇫🇷🏴󠁧󠁢󠁥󠁮󠁧󠁿, skin: 👋🏽, keycap: #️⃣, heart: ❤️ and ❤︎.

                1. 🚀 **Launch**
                2. 🧑🏿‍🚒 *Rescue*

                | 🎉 | 🥨🥨🥨🥨🥨🥨🥨🥨🥨 |
                |---|---|
                | a👍🏻b | 🇩 half a flag |
                """),
        Document(
            name: "marks upon marks",
            text: """
                Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}a\u{308}\u{309}l\u{30A}\u{30B}g\u{30C}\u{30D}o and e\u{301}.

                \u{301}begins with a mark, **\u{302}bold mark**, `\u{303}code mark`

                - \u{304}item
                > \u{305}quote

                | \u{306}a | b\u{307} |
                |---|---|
                | \u{308} | \u{200D}x |
                """),
        Document(
            name: "controls and invisible characters",
            text: "Bell\u{7} escape\u{1B}[31mred\u{1B}[0m nul\u{0}end del\u{7F} c1\u{9B}x\n\n"
                + "```\ncode\u{1B}]0;title\u{7}\ttab\u{202E}reversed\n```\n\n"
                + "| a\u{0}b | c\u{2066}d |\n|---|---|\n| \u{FEFF}e | f\u{AD}g |\n\n\u{FEFF}mark\n"),
        Document(
            name: "scripts that meet in one word",
            text: """
                ABCабвγδε中文かなハングル한글עברית123٤٥٦ end.
                **ABC**абв*中文*かな`한글`**עברית**

                # Ünïcödé — “quotes” ‘single’ … ½ ① ﬁ
                * Ａｆｕｌｌｗｉｄｔｈ　ｔｅｘｔ
                """),
    ]
}
