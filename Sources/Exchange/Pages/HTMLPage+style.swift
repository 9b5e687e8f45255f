extension HTMLPage {
    static func style(_ colours: PageColours) -> String {
        let tokens = colours.syntax.sorted { $0.key < $1.key }.map { ".\($0.key) { color: \($0.value) }" }
        return """
            body { background: \(colours.background); color: \(colours.text); max-width: 46rem; margin: 2rem auto;
              padding: 0 1rem; font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere }
            article + article { border-top: 3px double \(colours.rule); margin-top: 4rem; padding-top: 1rem }
            h1 { font-size: 1.5rem; margin-bottom: 0 }
            header p, time, .end, .part, summary { color: \(colours.secondary); font-size: .85rem; font-weight: normal }
            section { border-top: 1px solid \(colours.rule); margin-top: 1.5rem; unicode-bidi: isolate }
            section > h2 { font-size: 1rem; margin: .8rem 0 .4rem }
            .assistant > h2, a, .text h1, .text h2, .text h3 { color: \(colours.accent) }
            .text h1, .text h2, .text h3 { font-size: 1.1rem }
            .typed { white-space: pre-wrap }
            .end { color: \(colours.failure) }
            code { color: \(colours.code); font-size: .9em }
            pre { background: \(colours.codeBackground); padding: .7rem; overflow-x: auto; line-height: 1.35 }
            pre code { color: inherit }
            blockquote { border-left: 3px solid \(colours.rule); margin-left: 0; padding-left: 1rem }
            table { border-collapse: collapse; display: block; overflow-x: auto }
            th, td { border: 1px solid \(colours.rule); padding: .2rem .6rem }
            \(tokens.joined(separator: "\n"))
            """
    }
}
