// Text and facts of a PDF by poppler-glib, without GLib's types.
#ifndef CPDF_H
#define CPDF_H

/// The version of poppler, such as "22.12.0".
const char *_Nonnull cpdf_version(void);

#endif
