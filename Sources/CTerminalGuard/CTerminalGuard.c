#define _GNU_SOURCE
#include "CTerminalGuard.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>
#include <sys/resource.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

/* QUIT is among them because the Swift runtime takes it for its backtrace. */
static const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGSYS, SIGABRT, SIGQUIT};
static const int requests[] = {SIGINT,  SIGTERM, SIGHUP,  SIGALRM,   SIGUSR1, SIGUSR2,
                               SIGXCPU, SIGXFSZ, SIGPROF, SIGVTALRM, SIGPIPE};
#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static char alternate_stack[64 * 1024];

static int input_terminal;
static int output_terminal;
static struct termios found_settings;
static char restore_bytes[1024];
static size_t restore_length;
static volatile sig_atomic_t armed;
static volatile sig_atomic_t continued;

static void give_back(void) {
  if (!__sync_bool_compare_and_swap(&armed, 1, 0)) return;
  /* In the background tcsetattr would stop the process instead of letting it die. */
  signal(SIGTTOU, SIG_IGN);
  size_t sent = 0;
  while (sent < restore_length) {
    ssize_t count = write(output_terminal, restore_bytes + sent, restore_length - sent);
    if (count > 0) sent += (size_t)count;
    else if (errno != EINTR) break;
  }
  tcsetattr(input_terminal, TCSANOW, &found_settings);
}

/* SA_RESETHAND has put the default action back; the signal raised here waits until the handler returns. */
static void on_deadly_signal(int number) {
  give_back();
  raise(number);
}

static void on_continue(int number) {
  (void)number;
  continued = 1;
  /* Whoever waits for changes of the size wakes up, and finds that it was continued. */
  int error = errno;
  kill(getpid(), SIGWINCH);
  errno = error;
}

static void handle(int number, void (*handler)(int), int flags) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigfillset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

static bool is_default(int number) {
  struct sigaction action;
  return sigaction(number, NULL, &action) == 0 && !(action.sa_flags & SA_SIGINFO) && action.sa_handler == SIG_DFL;
}

void terminal_guard_install(void) {
  stack_t stack = {.ss_sp = alternate_stack, .ss_size = sizeof alternate_stack, .ss_flags = 0};
  sigaltstack(&stack, NULL);
  for (size_t i = 0; i < COUNT(faults); i++) handle(faults[i], on_deadly_signal, SA_ONSTACK | SA_RESETHAND);
  for (size_t i = 0; i < COUNT(requests); i++)
    if (is_default(requests[i])) handle(requests[i], on_deadly_signal, SA_ONSTACK | SA_RESETHAND);
  if (is_default(SIGCONT)) handle(SIGCONT, on_continue, SA_ONSTACK | SA_RESTART);
}

bool terminal_guard_arm(int input, int output, const struct termios *found, const void *bytes, size_t length) {
  if (length > sizeof restore_bytes) return false;
  armed = 0;
  input_terminal = input;
  output_terminal = output;
  found_settings = *found;
  memcpy(restore_bytes, bytes, length);
  restore_length = length;
  __sync_synchronize();
  armed = 1;
  return true;
}

void terminal_guard_disarm(void) { armed = 0; }

bool terminal_guard_take_continued(void) { return __sync_bool_compare_and_swap(&continued, 1, 0); }

void terminal_guard_stop_process(void) {
  struct sigaction ignoring, stopping, before;
  memset(&ignoring, 0, sizeof ignoring);
  ignoring.sa_handler = SIG_IGN;
  stopping = ignoring;
  stopping.sa_handler = SIG_DFL;
  /* First the others of the group (make, a pipe's other end), then this thread: raise returns only when continued. */
  sigaction(SIGTSTP, &ignoring, &before);
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &stopping, NULL);
  sigset_t stop, mask;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &stop, &mask);
  raise(SIGTSTP);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  sigaction(SIGTSTP, &before, NULL);
}

void terminal_guard_forbid_dumps(void) {
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
    prctl(PR_SET_DUMPABLE, 0);
#endif
}
