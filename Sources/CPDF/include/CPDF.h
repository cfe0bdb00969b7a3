// Text and facts of a PDF by poppler-glib, without GLib's types.
//
// Poppler keeps state for the whole process, so one thread at a time may be in here.
#ifndef CPDF_H
#define CPDF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Loads what poppler keeps for the whole process: the lists of its folder of encodings, and the C library's converter
/// of UTF-16.
void cpdf_prepare(void);

typedef struct cpdf_document cpdf_document;

typedef enum {
    CPDF_OPENED,
    /// A password is needed.
    CPDF_ENCRYPTED,
    CPDF_DAMAGED,
} cpdf_status;

/// The document in `bytes`, which stay where they are until it is closed; NULL when `status` is not CPDF_OPENED.
cpdf_document *_Nullable cpdf_open(const void *_Nonnull bytes, size_t count, cpdf_status *_Nonnull status);
void cpdf_close(cpdf_document *_Nonnull document);

int cpdf_page_count(cpdf_document *_Nonnull document);

/// The text of a page, counted from 0, as a UTF-8 string for `cpdf_free`; NULL when the page cannot be read.
char *_Nullable cpdf_page_text(cpdf_document *_Nonnull document, int page);

/// What the document says about itself, as UTF-8 strings for `cpdf_free`; NULL when it does not.
char *_Nullable cpdf_title(cpdf_document *_Nonnull document);
char *_Nullable cpdf_author(cpdf_document *_Nonnull document);
char *_Nullable cpdf_keywords(cpdf_document *_Nonnull document);
/// The XMP packet, which is XML.
char *_Nullable cpdf_metadata(cpdf_document *_Nonnull document);

/// When the document was made, in seconds since 1970 UTC; false when it does not say.
bool cpdf_creation_date(cpdf_document *_Nonnull document, int64_t *_Nonnull seconds);

void cpdf_free(char *_Nullable string);

#endif
