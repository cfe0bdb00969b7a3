/// What Swift cannot call of ICU, OpenCC and Snowball, as plain C.
///
/// Nothing throws across this border; what can fail returns a negative number or NULL.
#ifndef CUNICODE_H
#define CUNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// MARK: Folding (ICU NFKC_Casefold)

/// A reusable buffer for folded text. Not for use by two threads at once.
typedef struct cunicode_folder cunicode_folder;

/// One place where folding changed the text: bytes [folded_start, folded_end) of the result
/// stand for bytes [source_start, source_end) of the source. Either may be empty.
typedef struct {
    int32_t folded_start, folded_end;
    int32_t source_start, source_end;
} cunicode_change;

/// NULL when memory or ICU's data is missing.
cunicode_folder *_Nullable cunicode_folder_create(void);
void cunicode_folder_destroy(cunicode_folder *_Nullable folder);

/// Folds UTF-8 text of at most INT32_MAX bytes into the folder's buffer. Ill-formed bytes become U+FFFD.
/// With `with_changes` the changes are kept, in order. Returns 0, or ICU's error code.
int cunicode_fold(
    cunicode_folder *_Nonnull folder, const uint8_t *_Nullable text, size_t length, bool with_changes);

/// The result of the last fold; valid, and writable in place, until the next.
uint8_t *_Nonnull cunicode_folder_bytes(cunicode_folder *_Nonnull folder, size_t *_Nonnull length);
const cunicode_change *_Nullable cunicode_folder_changes(cunicode_folder *_Nonnull folder, size_t *_Nonnull count);

/// Fills in, for U+0000 to U+FFFF, the one code point of the same plane that folding makes of the code point, whatever
/// stands before it and as long as the one behind it has an entry too; U+FFFF for all others.
void cunicode_fill_folds(uint16_t *_Nonnull table);

// MARK: Character kinds

/// What a code point is to segmentation. A change of them changes the analyzer's version.
typedef enum : uint8_t {
    CUNICODE_MARK = 0,       ///< punctuation, symbols, controls: separates
    CUNICODE_BLANK = 1,      ///< white space within a line
    CUNICODE_NEWLINE = 2,    ///< U+000A
    CUNICODE_PARAGRAPH = 3,  ///< U+001E and U+2029: a paragraph ends here
    CUNICODE_LETTER = 4,     ///< a letter of a spaced script
    CUNICODE_COMBINING = 5,  ///< a combining mark: belongs to what it follows
    CUNICODE_DIGIT = 6,      ///< a decimal digit
    CUNICODE_SPACED_CJK = 7, ///< Hangul and bopomofo: grams, but a line break separates
    CUNICODE_UNSPACED = 8,   ///< Han and its radicals, kana, private use: grams, and a line break may fall inside a word
    CUNICODE_PICTOGRAPH = 9, ///< an emoji, or half a flag: a token of its own
} cunicode_kind;

/// Fills the kinds of U+0000 to U+FFFF.
void cunicode_fill_kinds(uint8_t *_Nonnull table);
/// The kind of one code point of any plane.
uint8_t cunicode_kind_of(uint32_t code_point);

#define CUNICODE_VERSION_SIZE 20

/// Writes the version of the ICU that runs, such as "72.1", which need not be the one we were compiled with.
void cunicode_icu_version(char *_Nonnull text);

// MARK: Traditional to Simplified (OpenCC)

/// Calls `row` for each character that OpenCC's dictionary file maps to one other character (its first candidate).
/// Returns the number of rows, or -1 when the file cannot be read as a dictionary.
int cunicode_read_simplifications(
    const char *_Nonnull path, void *_Nullable context,
    void (*_Nonnull row)(void *_Nullable context, uint32_t from, uint32_t to));

// MARK: Readings of Han characters (ICU Han-Latin)

/// Lends the rules of ICU's transform from Han to Latin, in UTF-16, for the call of `read`. Their text is what we want:
/// a transliterator made of them takes half a second to open, and a tenth of a millisecond for each character.
/// Returns 0, or ICU's error code.
int cunicode_read_han_latin(
    void *_Nullable context,
    void (*_Nonnull read)(void *_Nullable context, const uint16_t *_Nonnull rules, size_t length));

// MARK: Stems (Snowball)

typedef struct cunicode_stemmer cunicode_stemmer;

/// NULL when Snowball has no such algorithm. Not for use by two threads at once.
cunicode_stemmer *_Nullable cunicode_stemmer_create(const char *_Nonnull algorithm);
void cunicode_stemmer_destroy(cunicode_stemmer *_Nullable stemmer);
/// The stem of a folded UTF-8 word, valid until the next call; NULL when memory is short.
const uint8_t *_Nullable cunicode_stem(
    cunicode_stemmer *_Nonnull stemmer, const uint8_t *_Nonnull word, size_t length, size_t *_Nonnull stem_length);

#ifdef __cplusplus
}
#endif

#endif
