extension Sample {
    static let scripting: [Sample] = [
        Sample(
            "python",
            ##"""
            @decorator.x
            aaaaaaaaaaaa
            def f(self, *a: int) -> str:
            kkk f vvvv      ttt     ttt
                """doc
                ssssss
                string"""
            sssssssssssss
                return f"a{self.x!r}b{{}}" + rb'x' if x is None else re.match(1)
                kkkkkk ssssvvvv    sssssss   sssss kk   kk cccc kkkk    fffff n
            class A(B): pass
            kkkkk t t   kkkk
            print(MAX_X, 1e-5)
            fffff ccccc  nnnn
            """##),
        Sample(
            "ruby",
            ##"""
            class Foo < Bar
            kkkkk ttt   ttt
              def ok?(a) = a =~ /re#x/i
              kkk fff           sssssss
              x = <<~EOS
                  ssssss
                text #{a + "b"} more
            sssssssssss    sssssssss
              EOS
            sssss
              puts :sym, key: 1, "#{x}", %w[a b [c]], @iv, a / b
                   cccc  ccc  n  sss ss  sssssssssss  vvv
            end
            kkk
            =begin
            ######
            c
            #
            =end
            ####
            """##),
        Sample(
            "perl",
            ##"""
            my ($a, @b) = @_; # c
            kk  vv  vv    vv  ###
            $x =~ s/foo/bar/g; my @l = qw(a b c); print <<"EOT";
            vv    ssssssssss   kk vv   sssssssss  kkkkk sssssss
            hello $x
            ssssssvv
            EOT
            sss
            if ($h{key} eq 'x') { return $#b / 2; }
            kk  vv      kk sss    kkkkkk vvv   n
            =pod
            ####
            doc
            ###
            =cut
            ####
            sub f { 1 }
            kkk f   n
            """##),
        Sample(
            "php",
            ##"""
            <?php
            kkkkk
            #[Attr("x")]
            aaaaaaasssaa
            function f(?int $a): string { return "x {$a->b} $c"; } // c
            kkkkkkkk f  ttt vv   tttttt   kkkkkk sssvvv   vsvvs    ####
            $s = <<<EOT
            vv   ssssss
              text $x
            sssssssvv
              EOT;
            sssss
            ?>
            kk
            <p class="a">x</p>
            gg aaaaa sssg gggg
            <?php echo 1;
            kkkkk kkkk n
            """##),
        Sample(
            "lua",
            ##"""
            local x = [==[ a
            kkkkk     ssssss
            ]] b ]==] -- c
            sssssssss ####
            --[[ long
            #########
            ]] function foo.bar(a) return a:len() end
            ## kkkkkkkk fff fff    kkkkkk   fff   kkk
            """##),
        Sample(
            "r",
            ##"""
            x <- function(a) { if (is.na(a)) NULL else mean(a, na.rm = TRUE) } # c
                 kkkkkkkk      kk  fffff     cccc kkkk ffff            cccc    ###
            """##),
        Sample(
            "haskell",
            ##"""
            {- a {- b -} -}
            ###############
            module Main where -- c
            kkkkkk tttt kkkkk ####
            f' :: Int -> Maybe a
                  ttt    ttttt
            f' x = case x of { 'a' -> Just "s\"t"; _ --> 1 }
                   kkkk   kk   sss    tttt ssssss        n
            """##),
    ]
}
