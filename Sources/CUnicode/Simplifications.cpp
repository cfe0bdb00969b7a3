#include "CUnicode.h"

#include <cstdio>
#include <memory>
#include <string>

#include <opencc/Lexicon.hpp>
#include <opencc/MarisaDict.hpp>

namespace {

/// Decodes text that must be one code point; 0 when it is not.
uint32_t single_code_point(const std::string &text) {
    if (text.empty()) return 0;
    const auto byte = [&](size_t i) { return static_cast<uint32_t>(static_cast<unsigned char>(text[i])); };
    const uint32_t lead = byte(0);
    const size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (text.size() != length) return 0;
    uint32_t value = length == 1 ? lead : lead & (0x7Fu >> length);
    for (size_t i = 1; i < length; ++i) value = value << 6 | (byte(i) & 0x3F);
    return value;
}

}  // namespace

int cunicode_read_simplifications(
    const char *path, void *context, void (*row)(void *context, uint32_t from, uint32_t to)) {
    std::unique_ptr<FILE, int (*)(FILE *)> file(std::fopen(path, "rb"), &std::fclose);
    if (!file) return -1;
    try {
        const opencc::LexiconPtr lexicon = opencc::MarisaDict::NewFromFile(file.get())->GetLexicon();
        int rows = 0;
        for (const auto &entry : *lexicon) {
            const uint32_t from = single_code_point(entry->Key()), to = single_code_point(entry->GetDefault());
            if (from == 0 || to == 0 || from == to) continue;
            row(context, from, to);
            ++rows;
        }
        return rows;
    } catch (...) {
        // OpenCC throws its own types for a file that is not a dictionary, and std ones for memory.
        return -1;
    }
}
