#define _GNU_SOURCE
#include "CLinux.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>

/// Looks at 16 places at once, for the last two bytes of the needle: of a character in UTF-8 these tell it from nearly all
/// others, while many share the first. glibc's memmem looks at one or two places at once, and makes a table for each call.
static const uint8_t *find_long(
    const uint8_t *haystack, size_t haystack_length, const uint8_t *needle, size_t needle_length) {
    size_t places = haystack_length - needle_length + 1;
    const uint8_t *tail = haystack + needle_length - 2;
    const __m128i first = _mm_set1_epi8((char)needle[needle_length - 2]);
    const __m128i last = _mm_set1_epi8((char)needle[needle_length - 1]);
    size_t at = 0;
    for (; at + 16 <= places; at += 16) {
        __m128i is_first = _mm_cmpeq_epi8(first, _mm_loadu_si128((const __m128i *)(tail + at)));
        __m128i is_last = _mm_cmpeq_epi8(last, _mm_loadu_si128((const __m128i *)(tail + at + 1)));
        unsigned found = (unsigned)_mm_movemask_epi8(_mm_and_si128(is_first, is_last));
        for (; found; found &= found - 1) {
            const uint8_t *place = haystack + at + __builtin_ctz(found);
            if (memcmp(place, needle, needle_length - 2) == 0) return place;
        }
    }
    return memmem(haystack + at, haystack_length - at, needle, needle_length);
}
#endif

const uint8_t *clinux_find(
    const uint8_t *haystack, size_t haystack_length, const uint8_t *needle, size_t needle_length) {
#ifdef __SSE2__
    if (needle_length >= 2 && needle_length <= haystack_length)
        return find_long(haystack, haystack_length, needle, needle_length);
#endif
    return memmem(haystack, haystack_length, needle, needle_length);
}
