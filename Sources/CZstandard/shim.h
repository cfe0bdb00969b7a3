// libzstd: the blocks of long stored texts.
#include <zstd.h>
#include <zstd_errors.h>
