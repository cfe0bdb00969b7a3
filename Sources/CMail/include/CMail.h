// The parts of a MIME message by GMime, without GLib's types.
#ifndef CMAIL_H
#define CMAIL_H

/// Prepares GMime; once, before any other function.
void cmail_initialize(void);

#endif
