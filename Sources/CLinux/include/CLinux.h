/// What Linux and glibc offer and Swift's Glibc module hides.
#ifndef CLINUX_H
#define CLINUX_H

#include <dirent.h>
#include <spawn.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// The first place of `needle` in `haystack`, or NULL; an empty one is found at the beginning.
const uint8_t *_Nullable clinux_find(
    const uint8_t *_Nonnull haystack, size_t haystack_length, const uint8_t *_Nonnull needle, size_t needle_length);

/// The name of a folder's entry. The entry ends where its name does, so its 256 bytes must not be copied as they are declared.
const char *_Nonnull clinux_name(const struct dirent *_Nonnull entry);

/// The flag of open() that leaves the time of the last access as it is (O_NOATIME). Only the file's owner and root may
/// use it; for others open() fails with EPERM.
extern const int clinux_open_without_access_time;

/// Opens what lies below an open folder, when no name of the path is a symbolic link; ELOOP when one is. ENOSYS before
/// Linux 5.6.
int clinux_open_beneath(int folder, const char *_Nonnull path, int flags);

/// When an open file was made, in nanoseconds since 1970; another name changes nothing about that. -1 where the file system
/// does not tell.
int64_t clinux_birth_nanoseconds(int file);

/// Appends all of an open file to another, without reading it where the file system can share its blocks. 0, or -1 and errno.
int clinux_copy(int from, int to);

/// Locks an open file for writing, unless somebody has it locked: then -1 and EAGAIN or EACCES. The lock belongs to the
/// open file (F_OFD_SETLK) and ends with its last descriptor.
int clinux_lock(int file);
void clinux_unlock(int file);

/// 1 when somebody else has the file locked, 0 when nobody has, or -1 and errno. Takes no lock, so it disturbs nobody.
int clinux_is_locked(int file);

/// A counter that a thread can wait for with poll(), not blocking and closed on exec (eventfd). -1 and errno.
int clinux_event(void);

/// A folder as the events of a whole file system name it: the number of the file system and the folder's handle there. What
/// the handle does not take of its room is zero, so that two keys of a folder are equal byte by byte.
typedef struct {
    uint64_t file_system;
    int32_t kind;
    uint32_t length;
    uint8_t handle[40];
} clinux_key;

/// A queue of events about names in folders and the folders themselves (fanotify), not blocking and closed on exec. -1 and
/// errno: EPERM without CAP_SYS_ADMIN, EINVAL before Linux 5.9.
int clinux_fanotify(void);

/// Has the queue told of everything on the file system of an open folder or, when `is_alone`, of the end or another place
/// of that folder. Again is no error. 0, or -1 and errno; EXDEV and EOPNOTSUPP where a file system has no handles for it.
int clinux_fanotify_mark(int queue, int folder, int is_alone);

/// The key of an open folder. 0, or -1 and errno.
int clinux_folder_key(int folder, clinux_key *_Nonnull key);

/// Reads the event at the beginning of what was read from a queue: its bits, which are those of inotify, the folder, and the
/// name in it, `.` for the folder itself; NULL when the event names none. The bytes that the event takes, or 0 at the end.
size_t clinux_fanotify_next(
    const void *_Nonnull events, size_t length, uint32_t *_Nonnull mask, clinux_key *_Nonnull key,
    const char *_Nullable *_Nonnull name);

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

/// A process by its number, closed on exec (Linux 5.3). It stays that process when the number is another's, and is readable
/// when the process has ended. -1 and errno.
int clinux_open_process(pid_t process);

/// Sends a signal to an open process. 0, or -1 and errno; ESRCH when it has ended.
int clinux_signal_process(int process, int signal);

#endif
