extension Sample {
    static let markup: [Sample] = [
        Sample(
            "xml",
            ##"""
            <?xml version="1.0"?><!-- c --><a:b x="1&amp;">t &lt;</a:b><![CDATA[ x ]]>
            kkaaa aaaaaaa ssssskk##########gggg a sscccccsg  ccccggggggsssssssssssssss
            """##),
        Sample(
            "html",
            ##"""
            <!DOCTYPE html><script type="m">let a = "x"; // </script><style>a { color: red }</style><p class=x>
            kkkkkkkkkkkkkkkggggggg aaaa sssgkkk     sss  ###ggggggggggggggggg   aaaaa       gggggggggg aaaaa ag
            """##),
        Sample(
            "css",
            ##"""
            @media (max-width: 10px) { .a:hover, #b > p::after { color: #fff; margin: 0 auto !important; width: calc(1px + 2%) } }
            aaaaaa  ggggggggg  nnnn    tt        nn   g          aaaaa  nnnn  aaaaaa  n      kkkkkkkkkk  aaaaa  ffff nnn   nn
            a { --x: 1; color: var(--x) }
            g   vvv  n  aaaaa  fff vvv
            """##),
        Sample(
            "scss",
            ##"""
            $w: 10px; // c
            vv  nnnn  ####
            a { &:hover { width: $w; } }
            g   ggggggg   aaaaa  vv
            """##),
        Sample(
            "md",
            ##"""
            # Head `x`
            hhhhhhhhhh
            text **bold** and `code` [a](b) snake_case_x *em*
                 eeeeeeee     ssssss   ssss              eeee
            ```js
            #####
            let a = `x
            kkk     ss
            ```
            ###
            - item
            oo
            ~~~
            ###
            """##),
    ]
}
