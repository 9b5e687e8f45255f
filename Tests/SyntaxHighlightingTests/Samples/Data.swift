extension Sample {
    static let data: [Sample] = [
        Sample(
            "json",
            ##"""
            {"a": [1, -2.5e3, true, null], "b" : "c"} // x
             aaa   n  nnnnnn  cccc  cccc   aaa   sss  ####
            """##),
        Sample(
            "yaml",
            ##"""
            # c
            ###
            a: 1
            a  n
            b-c: text with words # x
            aaa                  ###
            list:
            aaaa
              - name: foo
                aaaa
                run: |
                aaa  o
                  echo hi
            sssssssssssss
                  x: y
            ssssssssss
                other: "q"
                aaaaa  sss
              - {a: b, c: [1, two]}
                 a     a   n
              - http://x.y:80/z

            anchor: &x !tag
            aaaaaa  vv tttt
            """##),
        Sample(
            "toml",
            ##"""
            [a.b] # c
            hhhhhh###
            key = "v" # x
            aaa   sss ###
            a.b = 1979-05-27
            a a   nnnnnnnnnn
            "q" = [1, true]
            aaa    n  cccc
            """##),
        Sample(
            "ini",
            ##"""
            ; c
            ###
            [section]
            hhhhhhhhh
            key = value
            aaa
            """##),
        Sample(
            "sql",
            ##"""
            SELECT a.id, count(*) FROM "t" WHERE x = 'it''s' -- c
            kkkkkk       fffff    kkkk vvv kkkkk     sssssss ####
            create function f() returns int as $body$ begin x; end $body$ language plpgsql;
            kkkkkk kkkkkkkk f   kkkkkkk ttt kk ssssssssssssssssssssssssss kkkkkkkk kkkkkkk
            """##),
    ]
}
