#ifndef WEFT_CNCURSES_H
#define WEFT_CNCURSES_H
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <term.h>
#include <wchar.h>

/* What Swift cannot name: globals that change, macros, functions with a variable number of arguments. */

static const attr_t curses_bold = A_BOLD;
static const attr_t curses_dim = A_DIM;
static const attr_t curses_italic = A_ITALIC;
static const attr_t curses_underline = A_UNDERLINE;
static const attr_t curses_reverse = A_REVERSE;
static const attr_t curses_blink = A_BLINK;

/* How many columns the C library gives a character, and so ncurses; -1 if it is not printable. */
static inline int curses_character_columns(wchar_t character) { return wcwidth(character); }

/* A stream to a file in memory; NULL, with errno, if the system refuses. */
static inline FILE *curses_memory_stream(void) {
  int descriptor = memfd_create("weft-screen", MFD_CLOEXEC);
  return descriptor < 0 ? NULL : fdopen(descriptor, "w+");
}

static inline WINDOW *curses_screen_window(void) { return stdscr; }
static inline WINDOW *curses_physical_window(void) { return curscr; }
static inline int curses_colors(void) { return COLORS; }
static inline int curses_color_pairs(void) { return COLOR_PAIRS; }

/* newterm, which leaves the dispositions of signals as they were: ncurses would take INT, TERM, TSTP and WINCH. */
static inline SCREEN *curses_open(const char *type, FILE *stream) {
  static const int taken[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
  struct sigaction found[4];
  for (int i = 0; i < 4; i++) sigaction(taken[i], NULL, &found[i]);
  SCREEN *screen = newterm(type, stream, stream);
  for (int i = 0; i < 4; i++) sigaction(taken[i], &found[i], NULL);
  return screen;
}

/* Whether the terminal database knows the type and the type can place its cursor. Writes nothing. */
static inline bool curses_can_draw_on(const char *type, int descriptor) {
  int error = 0;
  if (setupterm(type, descriptor, &error) != OK) return false;
  char *cup = tigetstr("cup");
  bool able = cup != NULL && cup != (char *)-1;
  TERMINAL *made = cur_term;
  set_curterm(NULL);
  del_curterm(made);
  return able;
}

/* A string capability of the current terminal; NULL if it has none. */
static inline const char *curses_capability(const char *name) {
  char *text = tigetstr(name);
  return text == (char *)-1 ? NULL : text;
}

/* Whether the current terminal has a flag, one beside the standard among them. */
static inline bool curses_flag(const char *name) { return tigetflag(name) > 0; }

/* "setaf" with a colour; NULL if the terminal has none. */
static inline const char *curses_foreground(int color) {
  const char *setaf = curses_capability("setaf");
  return setaf == NULL ? NULL : tiparm(setaf, color);
}

/* "cup" with its two parameters; NULL if the terminal has none. */
static inline const char *curses_cursor_address(int row, int column) {
  const char *cup = curses_capability("cup");
  return cup == NULL ? NULL : tiparm(cup, row, column);
}

/* A blank with a look; another character may be put into its `chars`. */
static inline cchar_t curses_blank(attr_t attributes, int pair) {
  cchar_t cell;
  memset(&cell, 0, sizeof cell);
  setcchar(&cell, L" ", attributes, 0, &pair);
  return cell;
}

#endif
