#ifndef WEFT_CTERMINALGUARD_H
#define WEFT_CTERMINALGUARD_H
#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

/*
 * Gives the terminal back when the process dies by a signal, a Swift trap included.
 *
 * Order: `terminal_guard_install` once, on the main thread, before the first mode is changed; whoever handles INT,
 * TERM or HUP itself may do so before or after. Then `terminal_guard_arm` whenever the terminal is taken, and
 * `terminal_guard_disarm` after it was given back. Unarmed, the guard changes nothing but lets the process die.
 *
 * The Swift runtime installs its own handlers (the backtrace, with a prompt on a terminal) when the process starts.
 * Installing the guard replaces them, so no setting of SWIFT_BACKTRACE is needed from then on.
 *
 * The alternate stack belongs to the installing thread: there a stack overflow restores the terminal as well. On other
 * threads the handler runs on the thread's own stack, which serves every cause but an overflow of that very stack.
 */

/* Installs the handlers: always for faults, ABRT and QUIT; for other deadly signals where the default action stands.
   Also notes CONT, see `terminal_guard_take_continued`, and sends the process WINCH then, as the terminal may be another
   and whoever draws on it must look. Safe to call again. */
void terminal_guard_install(void);

/* From now on a deadly signal writes `bytes` to `output` and sets `found` on `input`. Calls replace each other.
   False, and nothing changed, if there are more than 1024 bytes. */
bool terminal_guard_arm(int input, int output, const struct termios *found, const void *bytes, size_t length);

void terminal_guard_disarm(void);

/* Whether the process was continued after a stop since the last call. */
bool terminal_guard_take_continued(void);

/* Stops the process group as Ctrl-Z does and returns when this process is continued; at once if its group is orphaned,
   as nobody could continue it. The disposition of TSTP and the mask are afterwards as before. */
void terminal_guard_stop_process(void);

/* No core file of this process is ever written, and no other process of this user can read its memory. */
void terminal_guard_forbid_dumps(void);

#endif
