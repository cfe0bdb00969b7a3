#include "CEncodings.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include <new>

struct cenc_converter {
    UConverter *source = nullptr;
    UConverter *utf8 = nullptr;
    size_t replacements = 0;
    // What was decoded but not yet written lies here between two calls.
    UChar pivot[4096];
    UChar *pivot_source = pivot;
    UChar *pivot_target = pivot;
    bool started = false;
};

namespace {

void replace(const void *context, UConverterToUnicodeArgs *arguments, const char *, int32_t,
             UConverterCallbackReason reason, UErrorCode *status) {
    if (reason > UCNV_IRREGULAR) return; // The converter is reset or closed.
    static const UChar replacement = 0xFFFD;
    *status = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, status);
    static_cast<cenc_converter *>(const_cast<void *>(context))->replacements += 1;
}

} // namespace

cenc_converter *cenc_open(const char *name) {
    cenc_converter *converter = new (std::nothrow) cenc_converter;
    if (converter == nullptr) return nullptr;
    UErrorCode status = U_ZERO_ERROR;
    converter->source = ucnv_open(name, &status);
    converter->utf8 = ucnv_open("UTF-8", &status);
    if (U_SUCCESS(status)) {
        UConverterToUCallback old_action;
        const void *old_context;
        ucnv_setToUCallBack(converter->source, replace, converter, &old_action, &old_context, &status);
    }
    if (U_FAILURE(status)) {
        cenc_close(converter);
        return nullptr;
    }
    return converter;
}

void cenc_close(cenc_converter *converter) {
    ucnv_close(converter->source);
    ucnv_close(converter->utf8);
    delete converter;
}

cenc_step cenc_decode(cenc_converter *converter, const uint8_t *source, size_t source_length, uint8_t *target,
                      size_t target_length, bool final) {
    const char *read = reinterpret_cast<const char *>(source);
    char *written = reinterpret_cast<char *>(target);
    UErrorCode status = U_ZERO_ERROR;
    converter->replacements = 0;
    const bool reset = !converter->started;
    converter->started = true;
    ucnv_convertEx(converter->utf8, converter->source, &written, written + target_length, &read,
                   read + source_length, converter->pivot, &converter->pivot_source, &converter->pivot_target,
                   converter->pivot + sizeof converter->pivot / sizeof *converter->pivot, reset, final, &status);
    cenc_step step;
    step.bytes_read = static_cast<size_t>(read - reinterpret_cast<const char *>(source));
    step.bytes_written = static_cast<size_t>(written - reinterpret_cast<char *>(target));
    step.replacements = converter->replacements;
    step.finished = status != U_BUFFER_OVERFLOW_ERROR;
    step.succeeded = U_SUCCESS(status) || status == U_BUFFER_OVERFLOW_ERROR;
    return step;
}

const char *cenc_converter_name(const char *alias) {
    // An alias that several converters share is a warning, and the first of them is meant.
    UErrorCode status = U_ZERO_ERROR;
    const char *name = ucnv_getAlias(alias, 0, &status);
    return U_SUCCESS(status) ? name : nullptr;
}

const char *cenc_preferred_name(const char *converter_name) {
    // IANA's own name of ISO-8859-2 is ISO_8859-2:1987; the one it prefers for MIME is the one people know.
    const char *const standards[] = {"MIME", "IANA"};
    for (const char *standard : standards) {
        UErrorCode status = U_ZERO_ERROR;
        const char *name = ucnv_getStandardName(converter_name, standard, &status);
        if (U_SUCCESS(status) && name != nullptr) return name;
    }
    return nullptr;
}
