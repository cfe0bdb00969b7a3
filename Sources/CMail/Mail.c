#include "CMail.h"
#include <gmime/gmime.h>

void cmail_initialize(void) { g_mime_init(); }
