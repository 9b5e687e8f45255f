extension Sample {
    static let building: [Sample] = [
        Sample(
            "make",
            ##"""
            CC ?= gcc
            ff
            all: $(OBJ) main.o
            fff  vvvvvv
            	$(CC) -o $@ $^ && echo "done" # x
             vvvvv aa vv vv    ffff ssssss ###
            ifeq ($(A),b)
            kkkk  vvvv
            """##),
        Sample(
            "dockerfile",
            ##"""
            FROM debian:12 AS build
            kkkkk          kk
            RUN apt-get update \
            kkkkfffffff
              && apt-get install -y foo
                 fffffff         aa
            ENV A=b
            kkkkv
            COPY --from=build /a /b
            kkkkkaaaaaa
            CMD ["x", "y"]
            kkkk sss  sss
            """##),
        Sample(
            "diff",
            ##"""
            diff --git a b
            hhhhhhhhhhhhhh
            --- a
            hhhhh
            +++ b
            hhhhh
            @@ -1 +1 @@ f
            ggggggggggggg
            -old
            ----
            +new
            ++++
             same

            """##),
    ]
}
