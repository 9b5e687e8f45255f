#ifndef WEFT_CPSEUDOTERMINAL_H
#define WEFT_CPSEUDOTERMINAL_H
#include <stddef.h>
#include <sys/types.h>

/* What of pseudo terminals Swift's Glibc module leaves out. */

/* A new pseudo terminal: the end of the test, and in `path` the other end's. -1 and errno if there is none to have. */
int pty_open(char *path, size_t capacity);

int pty_resize(int descriptor, int columns, int rows);

/* Starts a program as the leader of a session on the pseudo terminal: with all signals at their default, none blocked
   and nothing else open. 0, or the error number. */
int pty_spawn(
    pid_t *process, const char *terminal, const char *program, char *const arguments[], char *const environment[],
    const char *directory);

/* Waits for the end of a child and leaves it, so that its number stays taken until `pty_reap`. */
void pty_wait(pid_t process);

/* The signal that ended a child, or -1 and in `code` what it returned. */
int pty_reap(pid_t process, int *code);

#endif
