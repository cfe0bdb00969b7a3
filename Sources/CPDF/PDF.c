#include "CPDF.h"
#include <poppler.h>

const char *cpdf_version(void) { return poppler_get_version(); }
