extension Sample {
    static let systems: [Sample] = [
        Sample(
            "swift",
            ##"""
            /* a /* nested */
            #################
            still */ let x = "a\(f(1 + (2)))b" // c
            ######## kkk     ssssf n    n  sss ####
            let r = #"raw \(no) "quote" "#
            kkk     ssssssssssssssssssssss
            let m = """
            kkk     sss
              multi \(x) "quotes"
            ssssssssss ssssssssss
              """
            sssss
            @Test func run<T>(_ a: Int) -> [String] { return a.default?.self ?? .none }
            aaaaa kkkk fff t       ttt      tttttt    kkkkkk
            #if DEBUG
            kkk ttttt
            let y = 0x1F + 1_000.5e-3, c = ...5
            kkk     nnnn   nnnnnnnnnn         n
            """##),
        Sample(
            "c",
            ##"""
            #include <stdio.h> // std
            aaaaaaaa sssssssss ######
            #define MAX(a, b) \
            aaaaaaa fff
               ((a) > (b) ? (a) : (b))

            static const char *s = "a\"b\
            kkkkkk kkkkk tttt      ssssss
            c"; int main(void) { size_t n = 'x' + 0xFFul; printf("%d\n", MAX_SIZE); } /* open
            ss  ttt ffff tttt    tttttt     sss   nnnnnn  ffffff ssssss  cccccccc     #######
            close */ struct node *p;
            ######## kkkkkk tttt
            """##),
        Sample(
            "cpp",
            ##"""
            auto s = R"x(raw ) " )x"; std::vector<int> v; 1'000'000; template <typename T> class Foo : Bar {};
            kkkk     sssssssssssssss       tttttt ttt     nnnnnnnnn  kkkkkkkk  kkkkkkkk t  kkkkk ttt
            """##),
        Sample(
            "objc",
            ##"""
            #import <Foundation/Foundation.h>
            aaaaaaa sssssssssssssssssssssssss
            @interface Foo : NSObject
            kkkkkkkkkk ttt   tttttttt
            - (void)run:(NSString *)name { [self log:@"x %@", name]; }
               tttt      tttttttt           kkkk     sssssss
            @end
            kkkk
            """##),
        Sample(
            "rust",
            ##"""
            #[derive(Debug, Clone)]
            aaaaaaaaaaaaaaaaaaaaaaa
            fn main<'a>(x: &'a str) -> Result<(), Error> { println!("{}", 'x'); let c = '\n'; r#"raw " "#; 0..self.len() }
            kk ffff aa      aa ttt     tttttt     ttttt    fffffff  ssss  sss   kkk     ssss  sssssssssss  n  kkkk fff
            """##),
        Sample(
            "go",
            ##"""
            func (r *T) Name(a string) (int, error) { return fmt.Println(`raw
            kkkk        ffff   tttttt   ttt  ttttt    kkkkkk     fffffff ssss
            x`, 'a', nil) }
            ss  sss  ccc
            """##),
    ]
}
