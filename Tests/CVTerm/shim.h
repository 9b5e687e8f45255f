#ifndef WEFT_CVTERM_H
#define WEFT_CVTERM_H
#include <stdbool.h>
#include <vterm.h>

/* The kind of a colour, which Swift sees as a union only. */
static inline bool vterm_color_is_standard(const VTermColor *color) {
  return VTERM_COLOR_IS_DEFAULT_FG(color) || VTERM_COLOR_IS_DEFAULT_BG(color);
}
static inline bool vterm_color_is_indexed(const VTermColor *color) { return VTERM_COLOR_IS_INDEXED(color); }
static inline uint8_t vterm_color_index(const VTermColor *color) { return color->indexed.idx; }

#endif
