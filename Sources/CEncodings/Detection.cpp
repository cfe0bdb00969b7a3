#include "CEncodings.h"

#include <uchardet/uchardet.h>

#include <cstring>
#include <exception>

void cenc_propose(const uint8_t *bytes, size_t length, char *name, size_t name_capacity) {
    name[0] = '\0';
    try {
        uchardet_t detector = uchardet_new();
        if (detector == nullptr) return;
        if (uchardet_handle_data(detector, reinterpret_cast<const char *>(bytes), length) == 0) {
            uchardet_data_end(detector);
            const char *found = uchardet_get_charset(detector);
            if (std::strlen(found) < name_capacity) std::strcpy(name, found);
        }
        uchardet_delete(detector);
    } catch (const std::exception &) {
        // Out of memory: no proposal.
    }
}
