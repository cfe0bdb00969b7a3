/// ICU's converters and uchardet, as plain C.
///
/// Nothing throws across this border, and no input makes a function fail other than by its result.
#ifndef CENCODINGS_H
#define CENCODINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// MARK: Converters (ICU)

/// Bytes of one encoding to UTF-8. Not for use by two threads at once.
typedef struct cenc_converter cenc_converter;

/// What one call of cenc_decode did.
typedef struct {
    size_t bytes_read;
    size_t bytes_written;
    /// How many places could not be decoded; each was written as U+FFFD.
    size_t replacements;
    /// False when the target was too small: call again with the rest.
    bool finished;
    /// False when ICU gave up, for want of memory.
    bool succeeded;
} cenc_step;

/// A converter by ICU's name or an alias of it. NULL when there is none.
cenc_converter *_Nullable cenc_open(const char *_Nonnull name);

void cenc_close(cenc_converter *_Nonnull converter);

/// Decodes the next bytes. What is left of a character at the end of the source is kept for the next call, or written
/// as U+FFFD when `final` says that there is none.
cenc_step cenc_decode(cenc_converter *_Nonnull converter, const uint8_t *_Nonnull source, size_t source_length,
                      uint8_t *_Nonnull target, size_t target_length, bool final);

/// ICU's own name of the converter that an alias stands for; NULL when it stands for none. Lives for ever.
const char *_Nullable cenc_converter_name(const char *_Nonnull alias);

/// The name that IANA prefers in MIME for one of ICU's converters; NULL when it has none. Lives for ever.
const char *_Nullable cenc_preferred_name(const char *_Nonnull converter_name);

// MARK: Detection (uchardet)

/// Writes the name that uchardet proposes for the bytes, closed by a NUL; "" when it has none.
void cenc_propose(const uint8_t *_Nonnull bytes, size_t length, char *_Nonnull name, size_t name_capacity);

#ifdef __cplusplus
}
#endif
#endif
