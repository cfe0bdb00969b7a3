#include "CUnicode.h"

#include <cstring>
#include <new>
#include <vector>

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/unistr.h>

namespace {

/// Appends to a buffer that is long enough for all but the rarest text: half the cost of ICU's own sink for strings.
class BufferSink final : public icu::ByteSink {
public:
    void reset(size_t capacity) {
        if (buffer.size() < capacity) buffer.resize(capacity);
        length = 0;
    }

    void Append(const char *bytes, int32_t count) override {
        const size_t needed = length + static_cast<size_t>(count);
        if (needed > buffer.size()) buffer.resize(needed + needed / 2);
        std::memcpy(buffer.data() + length, bytes, static_cast<size_t>(count));
        length = needed;
    }

    std::vector<char> buffer;
    size_t length = 0;
};

}  // namespace

struct cunicode_folder {
    const icu::Normalizer2 *normalizer;
    BufferSink sink;
    icu::Edits edits;
    std::vector<cunicode_change> changes;
};

cunicode_folder *cunicode_folder_create(void) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2 *normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_FAILURE(status)) return nullptr;
    cunicode_folder *folder = new (std::nothrow) cunicode_folder();
    if (folder) folder->normalizer = normalizer;
    return folder;
}

void cunicode_folder_destroy(cunicode_folder *folder) {
    delete folder;
}

int cunicode_fold(cunicode_folder *folder, const uint8_t *text, size_t length, bool with_changes) {
    if (length > INT32_MAX) return U_INDEX_OUTOFBOUNDS_ERROR;
    try {
        // Folding rarely makes text longer.
        folder->sink.reset(length + length / 8 + 64);
        folder->changes.clear();
        folder->edits.reset();
        UErrorCode status = U_ZERO_ERROR;
        const icu::StringPiece source(reinterpret_cast<const char *>(text), static_cast<int32_t>(length));
        folder->normalizer->normalizeUTF8(0, source, folder->sink, with_changes ? &folder->edits : nullptr, status);
        if (U_FAILURE(status)) return status;
        if (!with_changes) return 0;
        // Fine changes: a coarse one would merge neighbours, and a match in one of them would be mapped to all.
        icu::Edits::Iterator change = folder->edits.getFineChangesIterator();
        while (change.next(status)) {
            const int32_t folded = change.destinationIndex(), source_index = change.sourceIndex();
            folder->changes.push_back(
                {folded, folded + change.newLength(), source_index, source_index + change.oldLength()});
        }
        return U_FAILURE(status) ? status : 0;
    } catch (const std::bad_alloc &) {
        return U_MEMORY_ALLOCATION_ERROR;
    }
}

uint8_t *cunicode_folder_bytes(cunicode_folder *folder, size_t *length) {
    *length = folder->sink.length;
    return reinterpret_cast<uint8_t *>(folder->sink.buffer.data());
}

const cunicode_change *cunicode_folder_changes(cunicode_folder *folder, size_t *count) {
    *count = folder->changes.size();
    return folder->changes.data();
}

void cunicode_fill_folds(uint16_t *table) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2 *normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
    for (UChar32 c = 0; c < 0x10000; ++c) {
        table[c] = 0xFFFF;
        if (U_FAILURE(status) || !normalizer->hasBoundaryBefore(c)) continue;
        UErrorCode failure = U_ZERO_ERROR;
        const icu::UnicodeString folded = normalizer->normalize(icu::UnicodeString(c), failure);
        if (U_SUCCESS(failure) && folded.length() == 1) table[c] = folded.charAt(0);
    }
}
