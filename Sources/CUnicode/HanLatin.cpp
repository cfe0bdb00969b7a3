#include "CUnicode.h"

#include <unicode/udata.h>
#include <unicode/ures.h>

int cunicode_read_han_latin(void *context, void (*read)(void *context, const uint16_t *rules, size_t length)) {
    UErrorCode status = U_ZERO_ERROR;
    UResourceBundle *transforms = ures_openDirect(U_ICUDATA_NAME "-translit", "root", &status);
    UResourceBundle *transform = ures_getByKey(transforms, "RuleBasedTransliteratorIDs", nullptr, &status);
    transform = ures_getByKey(transform, "Hani-Latn", transform, &status);
    transform = ures_getByKey(transform, "file", transform, &status);
    int32_t length = 0;
    const UChar *rules = ures_getStringByKey(transform, "resource", &length, &status);
    if (U_SUCCESS(status)) read(context, reinterpret_cast<const uint16_t *>(rules), static_cast<size_t>(length));
    ures_close(transform);
    ures_close(transforms);
    return U_FAILURE(status) ? status : 0;
}
