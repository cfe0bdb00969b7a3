#include "CPDF.h"
#include <glib.h>
#include <poppler.h>

// GLib's own way to say what the header says without its types.
static PopplerDocument *poppler(cpdf_document *document) { return (PopplerDocument *)document; }

void cpdf_prepare(void) {
    static const char smallest[] = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                                   "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n";
    static gsize once = 0;
    if (!g_once_init_enter(&once)) return;
    // Poppler reads its folder anew for each document unless another one is open, so this one is never closed.
    cpdf_status status;
    (void)cpdf_open(smallest, sizeof smallest - 1, &status);
    // Poppler reads titles by the C library's converter, which is a file until it is open, so this is never closed either.
    (void)g_iconv_open("UTF-8", "UTF-16BE");
    g_once_init_leave(&once, 1);
}

cpdf_document *cpdf_open(const void *bytes, size_t count, cpdf_status *status) {
    GError *error = NULL;
    GBytes *borrowed = g_bytes_new_static(bytes, count);
    PopplerDocument *document = poppler_document_new_from_bytes(borrowed, NULL, &error);
    g_bytes_unref(borrowed);
    *status = CPDF_OPENED;
    if (document == NULL) {
        *status = g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED) ? CPDF_ENCRYPTED : CPDF_DAMAGED;
    }
    g_clear_error(&error);
    return (cpdf_document *)document;
}

void cpdf_close(cpdf_document *document) { g_object_unref(poppler(document)); }

int cpdf_page_count(cpdf_document *document) { return poppler_document_get_n_pages(poppler(document)); }

char *cpdf_page_text(cpdf_document *document, int index) {
    PopplerPage *page = poppler_document_get_page(poppler(document), index);
    if (page == NULL) return NULL;
    char *text = poppler_page_get_text(page);
    g_object_unref(page);
    return text;
}

char *cpdf_title(cpdf_document *document) { return poppler_document_get_title(poppler(document)); }

char *cpdf_author(cpdf_document *document) { return poppler_document_get_author(poppler(document)); }

char *cpdf_keywords(cpdf_document *document) { return poppler_document_get_keywords(poppler(document)); }

char *cpdf_metadata(cpdf_document *document) { return poppler_document_get_metadata(poppler(document)); }

bool cpdf_creation_date(cpdf_document *document, int64_t *seconds) {
    GDateTime *date = poppler_document_get_creation_date_time(poppler(document));
    if (date == NULL) return false;
    *seconds = g_date_time_to_unix(date);
    g_date_time_unref(date);
    return true;
}

void cpdf_free(char *string) { g_free(string); }
