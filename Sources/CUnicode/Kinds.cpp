#include "CUnicode.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/uversion.h>

namespace {

uint8_t kind_by_script(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(c, &status)) {
        case USCRIPT_HAN:
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
            return CUNICODE_UNSPACED;
        case USCRIPT_HANGUL:
        case USCRIPT_BOPOMOFO:
            return CUNICODE_SPACED_CJK;
        default:
            break;
    }
    // The prolonged sound mark, the closing mark and their like are shared by Han and kana.
    if (c >= 0x3000 && c <= 0x30FF) return CUNICODE_UNSPACED;
    // Tangut, Nüshu and Khitan are written without blanks too.
    if (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC)) return CUNICODE_UNSPACED;
    return CUNICODE_LETTER;
}

}  // namespace

uint8_t cunicode_kind_of(uint32_t code_point) {
    const UChar32 c = static_cast<UChar32>(code_point);
    if (c == '\n') return CUNICODE_NEWLINE;
    if (c == 0x1E || c == 0x2029) return CUNICODE_PARAGRAPH;
    // U+0085 is the line break of mainframes.
    if (c == '\t' || c == '\r' || c == '\f' || c == '\v' || c == 0x85) return CUNICODE_BLANK;
    // Planes 2 and 3 hold nothing but Han, and ICU does not know the extensions that are newer than itself.
    if (c >= 0x20000 && c <= 0x3FFFD) return CUNICODE_UNSPACED;
    switch (u_charType(c)) {
        case U_SPACE_SEPARATOR:
        case U_LINE_SEPARATOR:
            return CUNICODE_BLANK;
        case U_UPPERCASE_LETTER:
        case U_LOWERCASE_LETTER:
        case U_TITLECASE_LETTER:
        case U_MODIFIER_LETTER:
        case U_OTHER_LETTER:
        case U_LETTER_NUMBER:
        case U_OTHER_NUMBER:
            return kind_by_script(c);
        case U_DECIMAL_DIGIT_NUMBER:
            return CUNICODE_DIGIT;
        case U_NON_SPACING_MARK:
        case U_ENCLOSING_MARK:
        case U_COMBINING_SPACING_MARK:
            return CUNICODE_COMBINING;
        case U_PRIVATE_USE_CHAR:
            // Rare characters of GBK and HKSCS files land here; they must be found like any other.
            return CUNICODE_UNSPACED;
        case U_OTHER_SYMBOL: {
            // Radicals stand for characters in the text of many PDF files.
            UErrorCode status = U_ZERO_ERROR;
            if (uscript_getScript(c, &status) == USCRIPT_HAN) return CUNICODE_UNSPACED;
            break;
        }
        default:
            break;
    }
    // A flag is two of these letters.
    if (c >= 0x1F1E6 && c <= 0x1F1FF) return CUNICODE_PICTOGRAPH;
    if (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC)) return CUNICODE_PICTOGRAPH;
    return CUNICODE_MARK;
}

void cunicode_fill_kinds(uint8_t *table) {
    for (uint32_t c = 0; c < 0x10000; ++c) table[c] = cunicode_kind_of(c);
}

void cunicode_icu_version(char *text) {
    UVersionInfo version;
    u_getVersion(version);
    static_assert(CUNICODE_VERSION_SIZE >= U_MAX_VERSION_STRING_LENGTH, "ICU writes longer versions");
    u_versionToString(version, text);
}
