#ifndef WEFT_CFRIBIDI_H
#define WEFT_CFRIBIDI_H
#include <fribidi/fribidi.h>
#endif
