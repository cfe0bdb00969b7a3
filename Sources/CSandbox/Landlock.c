#define _GNU_SOURCE
#include "CSandbox.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

// Debian 12's headers end with version 2.
enum {
    ACCESS_FS_VERSION_1 = (1 << 13) - 1,
    ACCESS_FS_REFER = 1 << 13,
    ACCESS_FS_TRUNCATE = 1 << 14,
    ACCESS_FS_IOCTL_DEV = 1 << 15,
    ACCESS_NET_BIND_TCP = 1 << 0,
    ACCESS_NET_CONNECT_TCP = 1 << 1,
    SCOPE_ABSTRACT_UNIX_SOCKET = 1 << 0,
    SCOPE_SIGNAL = 1 << 1,
};

struct ruleset {
    uint64_t handled_access_fs;
    uint64_t handled_access_net;
    uint64_t scoped;
};

int csandbox_landlock_version(void) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return version < 0 ? 0 : (int)version;
}

/// 0, or an error number; a folder that does not exist is no error.
static int allow_reading(int ruleset, const char *folder) {
    int descriptor = open(folder, O_PATH | O_CLOEXEC);
    if (descriptor < 0) return errno == ENOENT || errno == ENOTDIR ? 0 : errno;
    struct landlock_path_beneath_attr rule = {
        .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
        .parent_fd = descriptor,
    };
    long result = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    int error = result < 0 ? errno : 0;
    close(descriptor);
    return error;
}

int csandbox_restrict_files(const char *const *folders, size_t count, int version) {
    struct ruleset attributes = {.handled_access_fs = ACCESS_FS_VERSION_1};
    if (version >= 2) attributes.handled_access_fs |= ACCESS_FS_REFER;
    if (version >= 3) attributes.handled_access_fs |= ACCESS_FS_TRUNCATE;
    if (version >= 4) attributes.handled_access_net = ACCESS_NET_BIND_TCP | ACCESS_NET_CONNECT_TCP;
    if (version >= 5) attributes.handled_access_fs |= ACCESS_FS_IOCTL_DEV;
    if (version >= 6) attributes.scoped = SCOPE_ABSTRACT_UNIX_SOCKET | SCOPE_SIGNAL;
    // Older kernels take a larger structure when what they do not know in it is zero.
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    if (ruleset < 0) return errno;
    int error = 0;
    for (size_t index = 0; index < count && error == 0; index++) error = allow_reading(ruleset, folders[index]);
    if (error == 0 && syscall(SYS_landlock_restrict_self, ruleset, 0) < 0) error = errno;
    close(ruleset);
    return error;
}
