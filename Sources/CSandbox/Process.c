#define _GNU_SOURCE
#include "CSandbox.h"
#include <errno.h>
#include <linux/capability.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int csandbox_die_with_parent(void) {
    return prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 ? errno : 0;
}

int csandbox_keep_to_itself(void) {
    if (prctl(PR_SET_DUMPABLE, 0) < 0) return errno;
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ? errno : 0;
}

int csandbox_drop_capabilities(void) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct own[2] = {{0}, {0}}, none[2] = {{0}, {0}};
    // A service may be forbidden to change what it has not got.
    if (syscall(SYS_capget, &header, own) == 0 && !own[0].permitted && !own[1].permitted) return 0;
    // What is ambient goes with what is permitted.
    return syscall(SYS_capset, &header, none) < 0 ? errno : 0;
}

static int exhaustion_status;

/// Whoever cannot get memory ends the process by abort() or a trap, with the errno of the allocation still set.
static void end(int signal_number) {
    if (errno == ENOMEM) _exit(exhaustion_status);
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

void csandbox_tell_memory_exhaustion(int status) {
    exhaustion_status = status;
    struct sigaction action = {.sa_handler = end, .sa_flags = SA_NODEFER};
    const int signals[] = {SIGABRT, SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE};
    for (size_t index = 0; index < sizeof signals / sizeof *signals; index++) sigaction(signals[index], &action, NULL);
}
