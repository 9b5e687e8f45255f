extension Sample {
    static let managed: [Sample] = [
        Sample(
            "java",
            ##"""
            @Override public void f(final String s) { int[] a = new Foo<>(MAX_X, 'c'); } // c
            aaaaaaaaa kkkkkk tttt f kkkkk tttttt      ttt       kkk ttt   ccccc  sss     ####
            String t = """
            tttttt     sss
               text""";
            ssssssssss
            """##),
        Sample(
            "kotlin",
            ##"""
            fun f(a: Int) = "x $a ${a.let { it + 1 }}"
            kkk f    ttt    sssvvsss        kk   n  ss
            """##),
        Sample(
            "scala",
            ##"""
            def f(x: Int) = s"a $x ${x + 1}" + 'c' + "$no"
            kkk f    ttt    ssssvvsss    nss   sss   sssss
            """##),
        Sample(
            "cs",
            ##"""
            [Serializable]
            aaaaaaaaaaaaaa
            public class A { string s = $"a {x + 1} b"; var p = @"c:\d ""q"" "; Console.WriteLine(nameof(A)); }
            kkkkkk kkkkk t   tttttt     sssss    nssss  kkk     ssssssssssssss  ttttttt fffffffff kkkkkk t
            """##),
    ]
}
