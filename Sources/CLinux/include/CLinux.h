/// What Linux and glibc offer and Swift's Glibc module hides.
#ifndef CLINUX_H
#define CLINUX_H

#include <stddef.h>
#include <stdint.h>

/// The first place of `needle` in `haystack`, or NULL (glibc's memmem).
const uint8_t *_Nullable clinux_find(
    const uint8_t *_Nonnull haystack, size_t haystack_length, const uint8_t *_Nonnull needle, size_t needle_length);

/// The flag of open() that leaves the time of the last access as it is (O_NOATIME). Only the file's owner and root may
/// use it; for others open() fails with EPERM.
extern const int clinux_open_without_access_time;

#endif
