#define _GNU_SOURCE
#include "CSandbox.h"
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

/// Calls that may be made with any arguments.
static const int plain_calls[] = {
    // The file that was given, and the socket it came through.
    SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(readv), SCMP_SYS(recvmsg), SCMP_SYS(write), SCMP_SYS(writev),
    SCMP_SYS(close), SCMP_SYS(lseek), SCMP_SYS(fstat), SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    // glibc's fstat() is this one. With a path it tells a file's size and date, which is as much as can be had.
    SCMP_SYS(newfstatat),
    // Memory.
    SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
    // Locks, time, chance.
    SCMP_SYS(futex), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep), SCMP_SYS(gettimeofday), SCMP_SYS(time),
    SCMP_SYS(getrandom), SCMP_SYS(restart_syscall),
    // Signals and the end.
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    // About itself and the machine.
    SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid),
    SCMP_SYS(getrusage), SCMP_SYS(times), SCMP_SYS(sysinfo), SCMP_SYS(uname),
};

static int add_rules(scmp_filter_ctx filter, bool may_open) {
    const uint32_t allow = SCMP_ACT_ALLOW;
    int error = 0;
    for (size_t index = 0; index < sizeof plain_calls / sizeof *plain_calls && !error; index++)
        error = seccomp_rule_add(filter, allow, plain_calls[index], 0);
    // No code but what was loaded at the start.
    const struct scmp_arg_cmp not_code = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    if (!error) error = seccomp_rule_add(filter, allow, SCMP_SYS(mmap), 1, not_code);
    if (!error) error = seccomp_rule_add(filter, allow, SCMP_SYS(mprotect), 1, not_code);
    // abort() is a signal to oneself.
    if (!error)
        error = seccomp_rule_add(filter, allow, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()));
    // Asking for limits, and setting the time of the next file.
    const struct scmp_arg_cmp itself = SCMP_A0(SCMP_CMP_EQ, 0);
    if (!error)
        error = seccomp_rule_add(filter, allow, SCMP_SYS(prlimit64), 2, itself, SCMP_A2(SCMP_CMP_EQ, 0));
    if (!error)
        error = seccomp_rule_add(filter, allow, SCMP_SYS(prlimit64), 2, itself, SCMP_A1(SCMP_CMP_EQ, RLIMIT_CPU));
    const int questions[] = {F_GETFD, F_SETFD, F_GETFL};
    for (size_t index = 0; index < sizeof questions / sizeof *questions && !error; index++)
        error = seccomp_rule_add(
            filter, allow, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, (scmp_datum_t)questions[index]));
    if (!may_open) return error;
    const uint64_t not_for_reading = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;
    if (!error)
        error = seccomp_rule_add(
            filter, allow, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, not_for_reading, O_RDONLY));
    if (!error) error = seccomp_rule_add(filter, allow, SCMP_SYS(getdents64), 0);
    return error;
}

int csandbox_filter_calls(bool may_open) {
    // Refused and not killed for it: libraries try this and that and go on without, and a file should not be lost to
    // a look for a font.
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter) return ENOMEM;
    int error = add_rules(filter, may_open);
    if (!error) error = seccomp_load(filter);
    seccomp_release(filter);
    return -error;
}
