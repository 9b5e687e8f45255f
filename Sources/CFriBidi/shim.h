#ifndef WEFT_CFRIBIDI_H
#define WEFT_CFRIBIDI_H
#include <fribidi/fribidi.h>

/* What Swift cannot name: macros of casts. */

static const FriBidiParType fribidi_left_to_right = FRIBIDI_PAR_LTR;
static const FriBidiParType fribidi_right_to_left = FRIBIDI_PAR_RTL;

/* Whether a character at the end of a line has the direction of its paragraph (rule L1, part 4). */
static inline int fribidi_ends_line(FriBidiCharType type) { return FRIBIDI_IS_EXPLICIT_OR_BN_OR_WS(type) ? 1 : 0; }

#endif
