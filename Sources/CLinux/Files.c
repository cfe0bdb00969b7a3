#define _GNU_SOURCE
#include "CLinux.h"

#include <fcntl.h>

const int clinux_open_without_access_time = O_NOATIME;
