#include "CUnicode.h"

#include <libstemmer.h>

// `cunicode_stemmer` is Snowball's own object under a name that Swift may see.
static sb_stemmer *snowball(cunicode_stemmer *stemmer) {
    return reinterpret_cast<sb_stemmer *>(stemmer);
}

cunicode_stemmer *cunicode_stemmer_create(const char *algorithm) {
    return reinterpret_cast<cunicode_stemmer *>(sb_stemmer_new(algorithm, "UTF_8"));
}

void cunicode_stemmer_destroy(cunicode_stemmer *stemmer) {
    sb_stemmer_delete(snowball(stemmer));
}

const uint8_t *cunicode_stem(cunicode_stemmer *stemmer, const uint8_t *word, size_t length, size_t *stem_length) {
    const sb_symbol *stem = sb_stemmer_stem(snowball(stemmer), word, static_cast<int>(length));
    *stem_length = stem ? static_cast<size_t>(sb_stemmer_length(snowball(stemmer))) : 0;
    return stem;
}
