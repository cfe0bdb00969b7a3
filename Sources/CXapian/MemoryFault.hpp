// The engine trusts what it reads: of a damaged block it may follow a length beyond its end, and the process is ended by a
// fault of memory. Here a call of the engine that meets one is left instead, and reports damage.
//
// An exception that meets a destructor would end the process as well, and is left likewise.
//
// It is left only when the instruction at fault is the engine's own, or one of memcpy and the like that the engine, or a
// string of it, has called. What it calls elsewhere, such as malloc, may hold a lock, which would never be given back;
// these have none. In 3,800 indexes with random bytes in their tables 34 calls of the engine had a fault at an instruction of
// its own; of 534 damaged otherwise, its check had one in memcpy.
//
// Leaving runs no destructors: what the call had in hand leaks, and what it was changing is changed by halves. A reader has
// only numbers and copies of blocks in hand, and may go on; a writer may not (Writer.cpp).

#pragma once

#include <csetjmp>

class MemoryFaultScope {
public:
    /// The first scope of all has faults caught.
    MemoryFaultScope() noexcept;
    ~MemoryFaultScope() { current = outer; }
    MemoryFaultScope(const MemoryFaultScope &) = delete;
    MemoryFaultScope &operator=(const MemoryFaultScope &) = delete;

    /// `_setjmp(scope.place)` returns true after a fault, or an exception that nobody may catch, in the frame that the scope is
    /// in. Signals are not blocked then.
    jmp_buf place;

    /// What the system has said, when it was no fault but an exception that met a destructor; else 0.
    volatile int system_error = 0;

    static thread_local MemoryFaultScope *current;

private:
    MemoryFaultScope *outer;
};
