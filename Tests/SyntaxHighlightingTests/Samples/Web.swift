extension Sample {
    static let web: [Sample] = [
        Sample(
            "js",
            ##"""
            const re = /ab[/]c/gi, d = a / b / c;
            kkkkk      ssssssssss
            let t = `x ${a + `y ${b}`} z
            kkk     sssss    sssss sssss
            more`;
            sssss
            return <div className="a" onClick={() => f(1)}>text <b>bold</b> {x ? <i/> : "q"} isn't</div>;
            kkkkkk gggg aaaaaaaaa sss aaaaaaa        f n  g     ggg    gggg      gggg   sss       gggggg
            const y = 3; // done
            kkkkk     n  #######
            """##),
        Sample(
            "typescript",
            ##"""
            export abstract class A<T> implements B { private x: number = 1; #y?: string }
            kkkkkk kkkkkkkk kkkkk t t  kkkkkkkkkk t   kkkkkkk    tttttt   n  vv   tttttt
            const f = (a: unknown): a is T => <T>a; // c
            kkkkk         ttttttt     kk t     t    ####
            """##),
        Sample(
            "tsx",
            ##"""
            const a = useState<string>(null); interface Foo { a: number }
            kkkkk              tttttt  cccc   kkkkkkkkk ttt      tttttt
            <A><A/><><B>x</B></></A>
            gggggggggggg ggggggggggg
            """##),
    ]
}
