#define _GNU_SOURCE
#include "CSandbox.h"
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

int csandbox_landlock_version(void) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return version < 0 ? 0 : (int)version;
}
