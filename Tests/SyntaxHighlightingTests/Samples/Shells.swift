extension Sample {
    static let shells: [Sample] = [
        Sample(
            "sh",
            ##"""
            #!/bin/sh
            #########
            FOO=bar make -j2 --all "x $y ${z:-1} $(ls | wc -l)" | grep -v foo && echo done # c
            vvv          aaa aaaaa sssvvsvvvvvvvsvvff   ff aavs   ffff aa        ffff      ###
            for i in 1 2 3; do apt-get install $i; done
            kkk v kk        kk fffffff         vv  kkkk
            cat <<'EOF' > x
            fff sssssss
            $not a var
            ssssssssss
            EOF
            sss
            if [ -f "$a" ]; then exit 1; fi
            kk   aa svvs    kkkk kkkk    kk
            f() { echo `date`; }
            f     ffff sffffs
            """##),
        Sample(
            "console",
            ##"""
            $ make test | tee log
            ##ffff        fff
            output here "x

            $ ls
            ##ff
            """##),
        Sample(
            "fish",
            ##"""
            function f; set x (math 1 + 1); echo "$x"; end
            kkkkkkkk f  kkk v  ffff         ffff svvs  kkk
            """##),
        Sample(
            "ps1",
            ##"""
            function Get-Foo { param($a) Get-ChildItem -Path "C:\$a $(1+1)" | Where-Object { $_.Name -eq 'x' } } # c
            kkkkkkkk fffffff   kkkkk vv                aaaaa ssssvvsssn nss   ffffffffffff   vv      aaa sss     ###
            """##),
    ]
}
