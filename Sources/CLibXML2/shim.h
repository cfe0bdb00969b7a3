// libxml2's HTML parser and the parser internals it shares with XML.
//
// Debian's libxml2 is built with ICU, and its headers would bring in Debian's ICU headers, which Clang refuses to see in
// one program with the ICU of Foundation. Without this macro the end of `xmlCharEncodingHandler` is not declared, which
// only libxml2 itself uses.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
