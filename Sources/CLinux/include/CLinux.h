/// What Linux and glibc offer and Swift's Glibc module hides.
#ifndef CLINUX_H
#define CLINUX_H

#include <spawn.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// The first place of `needle` in `haystack`, or NULL (glibc's memmem).
const uint8_t *_Nullable clinux_find(
    const uint8_t *_Nonnull haystack, size_t haystack_length, const uint8_t *_Nonnull needle, size_t needle_length);

/// The flag of open() that leaves the time of the last access as it is (O_NOATIME). Only the file's owner and root may
/// use it; for others open() fails with EPERM.
extern const int clinux_open_without_access_time;

/// Opens what lies below an open folder, when no name of the path is a symbolic link; ELOOP when one is. ENOSYS before
/// Linux 5.6.
int clinux_open_beneath(int folder, const char *_Nonnull path, int flags);

/// Locks an open file for writing, unless somebody has it locked: then -1 and EAGAIN or EACCES. The lock belongs to the
/// open file (F_OFD_SETLK) and ends with its last descriptor.
int clinux_lock(int file);
void clinux_unlock(int file);

/// 1 when somebody else has the file locked, 0 when nobody has, or -1 and errno. Takes no lock, so it disturbs nobody.
int clinux_is_locked(int file);

/// A counter that a thread can wait for with poll(), not blocking and closed on exec (eventfd). -1 and errno.
int clinux_event(void);

/// Sends bytes through a Unix socket, and an open descriptor with the first of them. Does not block and raises no signal.
/// How many bytes were sent, or -1 and errno.
ssize_t clinux_send(int socket, const void *_Nonnull bytes, size_t length, int descriptor);

/// Receives bytes and the descriptor that came with the first of them, closed on exec; -1 when none did. How many bytes,
/// 0 when the other end is closed, or -1 and errno.
ssize_t clinux_receive(int socket, void *_Nonnull bytes, size_t length, int *_Nonnull descriptor);

/// Has a program that is started own no descriptor from `lowest` on. 0, or an error number.
int clinux_close_from(posix_spawn_file_actions_t *_Nonnull actions, int lowest);

/// Has the programs that this thread starts not inherit its capabilities; it keeps them itself. Where the kernel does not
/// know such an inheritance there is none.
void clinux_keep_capabilities(void);

#endif
