#include "MemoryFault.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <exception>

namespace {

constexpr int signals[] = {SIGSEGV, SIGBUS, SIGFPE};
struct sigaction previous[3];

void leave_or_end(int signal, siginfo_t *, void *) noexcept {
    if (MemoryFaultScope *scope = MemoryFaultScope::current) _longjmp(scope->place, 1);
    // Not the engine's: the instruction is repeated, and ends the process as it would have.
    for (int i = 0; i < 3; ++i) {
        if (signals[i] == signal) sigaction(signal, &previous[i], nullptr);
    }
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
    previous_terminate = std::set_terminate(leave_or_terminate);
    struct sigaction action = {};
    action.sa_sigaction = leave_or_end;
    // Not blocked while the handler runs, because it does not return.
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
