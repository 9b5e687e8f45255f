#ifndef WEFT_CVTERM_H
#define WEFT_CVTERM_H
#include <vterm.h>
#endif
