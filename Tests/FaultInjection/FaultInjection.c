// What a disk and a clock can do to a program, by LD_PRELOAD. Each call that changes something below one folder counts as
// an operation; a chosen one ends the process, or fails. The environment says:
//
// SOU_FAULT_FOLDER  the folder, an absolute path
// SOU_FAULT_AT      the number of the operation, from 1; without it nothing fails
// SOU_FAULT         KILL, or the number of an error such as 5 (EIO)
// SOU_FAULT_STAYS   when set, all later operations fail too
// SOU_FAULT_COUNT   a file that gets the number of operations at the process's end
// SOU_FAULT_CLOCK   seconds that the clock is ahead
//
// A write or copy that ends the process, or fails, has written half. Programs that this one starts are left alone.

#define _GNU_SOURCE
#include "FaultInjection.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const char *folder;
static long fault_at;
static bool kills, stays;
static int fault_error;
static long clock_offset;
static atomic_long operation_count;

__attribute__((constructor)) static void begin(void) {
    folder = getenv("SOU_FAULT_FOLDER");
    const char *at = getenv("SOU_FAULT_AT");
    fault_at = at ? atol(at) : 0;
    const char *fault = getenv("SOU_FAULT");
    kills = fault && strcmp(fault, "KILL") == 0;
    fault_error = fault && !kills ? atoi(fault) : EIO;
    stays = getenv("SOU_FAULT_STAYS") != NULL;
    const char *offset = getenv("SOU_FAULT_CLOCK");
    clock_offset = offset ? atol(offset) : 0;
    unsetenv("LD_PRELOAD");
}

__attribute__((destructor)) static void end(void) {
    const char *path = getenv("SOU_FAULT_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (!file) return;
    fprintf(file, "%ld\n", atomic_load(&operation_count));
    fclose(file);
}

static bool is_below(const char *path) {
    size_t length = folder ? strlen(folder) : 0;
    return length && path && strncmp(path, folder, length) == 0 && (path[length] == '/' || !path[length]);
}

static bool is_file_below(int file) {
    if (!folder) return false;
    int saved = errno;
    char link[40], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    errno = saved;
    if (length < 0) return false;
    path[length] = 0;
    return is_below(path);
}

/// Counts an operation and tells whether it fails; one that ends the process does not return, unless `half` says that
/// something is to be done first.
static bool fails(bool *half) {
    long number = atomic_fetch_add(&operation_count, 1) + 1;
    if (!fault_at || number < fault_at || (number > fault_at && !stays)) return false;
    if (half) *half = true;
    else if (kills) kill(getpid(), SIGKILL);
    errno = fault_error;
    return true;
}

#define NEXT(name) \
    static __typeof__(name) *next; \
    if (!next) next = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static void end_process(void) {
    if (kills) kill(getpid(), SIGKILL);
    errno = fault_error;
}

#define WRITING(name, parameters, arguments, half_arguments) \
    ssize_t name parameters { \
        NEXT(name); \
        bool half = false; \
        if (is_file_below(file) && fails(&half)) { \
            if (length > 1) next half_arguments; \
            end_process(); \
            return -1; \
        } \
        return next arguments; \
    }

WRITING(write, (int file, const void *bytes, size_t length), (file, bytes, length), (file, bytes, length / 2))
WRITING(
    pwrite, (int file, const void *bytes, size_t length, off_t offset), (file, bytes, length, offset),
    (file, bytes, length / 2, offset))
WRITING(
    pwrite64, (int file, const void *bytes, size_t length, off64_t offset), (file, bytes, length, offset),
    (file, bytes, length / 2, offset))

ssize_t copy_file_range(int from, off64_t *offset, int file, off64_t *file_offset, size_t length, unsigned flags) {
    NEXT(copy_file_range);
    bool half = false;
    if (is_file_below(file) && fails(&half)) {
        struct stat status;
        if (fstat(from, &status) == 0) next(from, offset, file, file_offset, (size_t)status.st_size / 2, flags);
        end_process();
        return -1;
    }
    return next(from, offset, file, file_offset, length, flags);
}

#define ON_FILE(name, parameters, arguments) \
    int name parameters { \
        NEXT(name); \
        return is_file_below(file) && fails(NULL) ? -1 : next arguments; \
    }

ON_FILE(fsync, (int file), (file))
ON_FILE(fdatasync, (int file), (file))
ON_FILE(ftruncate, (int file, off_t length), (file, length))
ON_FILE(ftruncate64, (int file, off64_t length), (file, length))

#define ON_PATH(name, parameters, arguments) \
    int name parameters { \
        NEXT(name); \
        return is_below(path) && fails(NULL) ? -1 : next arguments; \
    }

ON_PATH(rename, (const char *path, const char *other), (path, other))
ON_PATH(unlink, (const char *path), (path))
ON_PATH(rmdir, (const char *path), (path))
ON_PATH(mkdir, (const char *path, mode_t mode), (path, mode))

#define OPENING(name) \
    int name(const char *path, int flags, ...) { \
        NEXT(name); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        return flags & O_CREAT && is_below(path) && fails(NULL) ? -1 : next(path, flags, mode); \
    }

OPENING(open)
OPENING(open64)

// The clock

int clock_gettime(clockid_t clock, struct timespec *time) {
    NEXT(clock_gettime);
    int result = next(clock, time);
    if (result == 0 && clock == CLOCK_REALTIME) time->tv_sec += clock_offset;
    return result;
}

time_t time(time_t *result) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (result) *result = now.tv_sec;
    return now.tv_sec;
}
