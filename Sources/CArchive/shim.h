// libarchive: ZIP and the single-file compressors.
#include <archive.h>
#include <archive_entry.h>
