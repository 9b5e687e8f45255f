#ifndef WEFT_CMARKGFM_H
#define WEFT_CMARKGFM_H
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#endif
