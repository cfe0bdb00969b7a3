// ICU's converters and uchardet.
#ifndef CENCODINGS_H
#define CENCODINGS_H

#ifdef __cplusplus
extern "C" {
#endif

/// The version of ICU, such as "72.1".
const char *_Nonnull cenc_icu_version(void);

#ifdef __cplusplus
}
#endif
#endif
