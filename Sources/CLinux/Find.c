#define _GNU_SOURCE
#include "CLinux.h"

#include <string.h>

const uint8_t *clinux_find(
    const uint8_t *haystack, size_t haystack_length, const uint8_t *needle, size_t needle_length) {
    return memmem(haystack, haystack_length, needle, needle_length);
}
