/// Words that mean the same to somebody who asks about a chat program.
enum Synonyms {
    /// Phrases to look for when the word is no word of the documents; none for most words.
    static func of(_ word: String) -> [String] {
        for form in forms(of: word) {
            if let phrases = table[form] { return phrases.filter { $0 != word } }
        }
        return []
    }

    /// The first word of a line is what the manual says; each other word of the line leads to it.
    private static let lines = """
        stop,cancel,abort,halt,cease,terminate,stoppen,stoppe,abbrechen,anhalten
        answer,reply,response,respond,antwort,antworten
        quit,exit,beenden
        thread,conversation,chat,discussion
        key,shortcut,hotkey,keybinding,keystroke,button,taste,tasten
        colours,colour,color,colors,farbe,farben
        break the line,newline,line break,linebreak,multiline
        paste,clipboard,einfügen
        delete,erase,löschen
        folder,directory,directories,ordner
        file,dokument,datei,dateien
        documents,docs
        message,prompt,nachricht
        write,type,typing,compose,schreiben
        account,login,signup
        internet,online,offline
        start,launch,starten
        private,privacy,confidential,telemetry,tracking
        esc,escape
        page up,pgup,pageup
        page down,pgdn,pagedown
        queue,pending
        continue,resume
        retry,repeat,redo
        interrupted,cut,truncated
        crash,crashed,kill,killed
        search,look
        language model,llm,gpt,chatgpt,claude,gemini,llama,openai,anthropic
        theme,appearance
        scroll,scrolling,scrollback
        emoji,unicode,cjk
        ssh,remote
        """

    private static let table: [String: [String]] = {
        var table: [String: [String]] = [:]
        for line in lines.split(separator: "\n") {
            let words = line.split(separator: ",").map(String.init)
            table[words[0], default: []] += words.dropFirst().prefix(3)
            for word in words.dropFirst() { table[word, default: []].append(words[0]) }
        }
        return table
    }()

    private static func forms(of word: String) -> [String] {
        let endings = ["s", "es", "ed", "ing", "d", "ping", "ped", "ling", "led"]
        return [word]
            + endings.filter { word.hasSuffix($0) && word.count > $0.count + 2 }
            .map { String(word.dropLast($0.count)) }
    }
}
