/// Nothing to call: the library is put before others by LD_PRELOAD. FaultInjection.c says what it listens to.
#ifndef FAULT_INJECTION_H
#define FAULT_INJECTION_H
#endif
