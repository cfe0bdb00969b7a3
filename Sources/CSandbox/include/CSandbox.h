// seccomp and Landlock, which Swift cannot call: macros, raw system calls, structures newer than Debian's headers.
#ifndef CSANDBOX_H
#define CSANDBOX_H

#include <stdbool.h>
#include <stddef.h>

/// The kernel's version of Landlock; 0 when it has none.
int csandbox_landlock_version(void);

/// Ends this process when the thread that started it ends. 0, or an error number.
int csandbox_die_with_parent(void);

/// No core dump, no tracing by the user's other processes, no rights gained by execve. 0, or an error number.
int csandbox_keep_to_itself(void);

/// Gives up every capability for good. 0, or an error number.
int csandbox_drop_capabilities(void);

/// Forbids everything that this version of Landlock can, but for reading below `folders`. Those that do not exist are
/// left out. 0, or an error number.
int csandbox_restrict_files(const char *_Nonnull const *_Nonnull folders, size_t count, int version);

/// Refuses, with EPERM, every system call but those that reading an open file and computing need; opening files for
/// reading is one of them when `may_open`. 0, or an error number.
int csandbox_filter_calls(bool may_open);

/// From now on a fatal signal whose cause is that memory has run out ends the process with `status` instead.
void csandbox_tell_memory_exhaustion(int status);

#endif
