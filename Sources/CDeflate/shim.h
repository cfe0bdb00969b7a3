// libdeflate: the compressed tags of tables that are written whole.
#include <libdeflate.h>
