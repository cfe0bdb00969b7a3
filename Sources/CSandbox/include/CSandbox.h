// seccomp and Landlock, which Swift cannot call: macros, raw system calls.
#ifndef CSANDBOX_H
#define CSANDBOX_H

/// The kernel's version of Landlock; 0 when it has none.
int csandbox_landlock_version(void);

#endif
