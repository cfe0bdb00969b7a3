#include "CEncodings.h"
#include <unicode/uvernum.h>

const char *cenc_icu_version(void) { return U_ICU_VERSION; }
