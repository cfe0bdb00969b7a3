#pragma once

#include <stdint.h>

/// How many pieces of memory this thread has asked for so far, those that grew included. Always 0 under a sanitizer, which
/// has functions of its own.
uint64_t allocation_count(void);
