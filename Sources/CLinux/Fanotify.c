#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/fanotify.h>
#include <sys/inotify.h>
#include <sys/vfs.h>
#include <unistd.h>

// The bits mean the same in both, so whoever reads the events of one can read those of the other.
_Static_assert(FAN_MODIFY == IN_MODIFY && FAN_ATTRIB == IN_ATTRIB && FAN_CLOSE_WRITE == IN_CLOSE_WRITE, "files");
_Static_assert(FAN_MOVED_FROM == IN_MOVED_FROM && FAN_MOVED_TO == IN_MOVED_TO, "moves");
_Static_assert(FAN_CREATE == IN_CREATE && FAN_DELETE == IN_DELETE && FAN_ONDIR == IN_ISDIR, "names");
_Static_assert(FAN_DELETE_SELF == IN_DELETE_SELF && FAN_MOVE_SELF == IN_MOVE_SELF, "folders themselves");
_Static_assert(FAN_Q_OVERFLOW == IN_Q_OVERFLOW, "overflow");

int clinux_fanotify(void) {
    return fanotify_init(FAN_CLASS_NOTIF | FAN_CLOEXEC | FAN_NONBLOCK | FAN_REPORT_DFID_NAME, O_RDONLY | O_CLOEXEC);
}

int clinux_fanotify_mark(int queue, int folder, int is_alone) {
    const uint64_t below = FAN_CREATE | FAN_DELETE | FAN_MOVED_FROM | FAN_MOVED_TO | FAN_MODIFY | FAN_CLOSE_WRITE
        | FAN_ATTRIB | FAN_ONDIR;
    const uint64_t alone = FAN_DELETE_SELF | FAN_MOVE_SELF | FAN_ONDIR;
    const unsigned flags = FAN_MARK_ADD | (is_alone ? FAN_MARK_ONLYDIR : FAN_MARK_FILESYSTEM);
    return fanotify_mark(queue, flags, is_alone ? alone : below, folder, is_alone ? "." : NULL);
}

int clinux_folder_key(int folder, clinux_key *key) {
    struct {
        struct file_handle handle;
        unsigned char bytes[MAX_HANDLE_SZ];
    } room = {.handle = {.handle_bytes = sizeof key->handle}};
    struct statfs status;
    int mount;
    if (fstatfs(folder, &status) != 0) return -1;
    if (name_to_handle_at(folder, "", &room.handle, &mount, AT_EMPTY_PATH) != 0) return -1;
    memset(key, 0, sizeof *key);
    memcpy(&key->file_system, &status.f_fsid, sizeof key->file_system);
    key->kind = room.handle.handle_type;
    key->length = room.handle.handle_bytes;
    memcpy(key->handle, room.handle.f_handle, room.handle.handle_bytes);
    return 0;
}

size_t clinux_fanotify_next(const void *events, size_t length, uint32_t *mask, clinux_key *key, const char **name) {
    const struct fanotify_event_metadata *event = events;
    if (!FAN_EVENT_OK(event, (ssize_t)length)) return 0;
    *mask = (uint32_t)event->mask;
    *name = NULL;
    const char *end = (const char *)event + event->event_len;
    for (const char *at = (const char *)event + event->metadata_len;
         at + sizeof(struct fanotify_event_info_fid) <= end;) {
        const struct fanotify_event_info_fid *info = (const void *)at;
        if (info->hdr.len == 0) break;
        const struct file_handle *handle = (const void *)info->handle;
        if (info->hdr.info_type == FAN_EVENT_INFO_TYPE_DFID_NAME && handle->handle_bytes <= sizeof key->handle) {
            memset(key, 0, sizeof *key);
            memcpy(&key->file_system, &info->fsid, sizeof key->file_system);
            key->kind = handle->handle_type;
            key->length = handle->handle_bytes;
            memcpy(key->handle, handle->f_handle, handle->handle_bytes);
            *name = (const char *)handle->f_handle + handle->handle_bytes;
        }
        at += info->hdr.len;
    }
    return event->event_len;
}
