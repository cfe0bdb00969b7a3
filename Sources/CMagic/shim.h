// libmagic: names the kind of a file that is not text.
#include <magic.h>
