#include "MemoryFault.hpp"

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <link.h>
#include <ucontext.h>

namespace {

constexpr int signals[] = {SIGSEGV, SIGBUS, SIGFPE};
struct sigaction previous[3];

/// Where the engine's instructions are; empty when it was not found.
struct {
    uintptr_t start, end;
} engine;

uintptr_t instruction_at_fault(const ucontext_t *context) noexcept {
#if defined(__x86_64__)
    return context->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
    return context->uc_mcontext.pc;
#else
#error "say where this processor's context has the address of the instruction"
#endif
}

/// Asked for each library; 1 when it is the engine's. By its name: the address of a function of the engine may be one in this
/// program, which jumps there.
int find_engine(dl_phdr_info *library, size_t, void *) noexcept {
    if (!std::strstr(library->dlpi_name, "/libxapian")) return 0;
    for (int i = 0; i < library->dlpi_phnum; ++i) {
        const auto &part = library->dlpi_phdr[i];
        if (part.p_type != PT_LOAD || !(part.p_flags & PF_X)) continue;
        const uintptr_t start = library->dlpi_addr + part.p_vaddr;
        engine = {start, start + part.p_memsz};
        return 1;
    }
    return 0;
}

void leave_or_end(int signal, siginfo_t *info, void *context) noexcept {
    // Otherwise somebody has sent the signal.
    const bool is_fault = info->si_code > 0;
    if (MemoryFaultScope *scope = MemoryFaultScope::current; scope && is_fault) {
        const uintptr_t place = instruction_at_fault(static_cast<const ucontext_t *>(context));
        if (place >= engine.start && place < engine.end) _longjmp(scope->place, 1);
    }
    // Not the engine's: who was asked before is asked. A faulty instruction is repeated when this returns.
    for (int i = 0; i < 3; ++i) {
        if (signals[i] == signal) sigaction(signal, &previous[i], nullptr);
    }
    if (!is_fault) raise(signal);
}

std::terminate_handler previous_terminate;

/// The engine's ValueUpdater writes in its destructor; an error of the system there finds nobody to catch it. The engine
/// holds no lock meanwhile but that of the index, which goes with the writer.
void leave_or_terminate() noexcept {
    if (MemoryFaultScope *scope = MemoryFaultScope::current) {
        // What unwinding has done since made no call that fails.
        scope->system_error = errno;
        _longjmp(scope->place, 1);
    }
    previous_terminate();
    std::abort();
}

bool catch_faults() noexcept {
    dl_iterate_phdr(find_engine, nullptr);
    previous_terminate = std::set_terminate(leave_or_terminate);
    struct sigaction action = {};
    action.sa_sigaction = leave_or_end;
    // Not blocked while the handler runs, because it does not return. A stack that has overflowed has no room for it, and
    // where the thread has no other the system ends the process.
    action.sa_flags = SA_SIGINFO | SA_NODEFER | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < 3; ++i) sigaction(signals[i], &action, &previous[i]);
    return true;
}

}  // namespace

thread_local MemoryFaultScope *MemoryFaultScope::current = nullptr;

MemoryFaultScope::MemoryFaultScope() noexcept : outer(current) {
    static const bool is_caught = catch_faults();
    static_cast<void>(is_caught);
    current = this;
}
