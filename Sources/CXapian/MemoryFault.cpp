#include "MemoryFault.hpp"

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <exception>
#include <link.h>
#include <ucontext.h>

namespace {

constexpr int signals[] = {SIGSEGV, SIGBUS, SIGFPE};
struct sigaction previous[3];

/// Addresses of instructions; empty when they were not found.
struct Instructions {
    uintptr_t start = 0, end = 0;
    bool contain(uintptr_t address) const noexcept { return start <= address && address < end; }
};

Instructions engine, standard_library;

/// Functions of the C library that hold no lock and call nothing, which the engine has copy by lengths that it read.
constexpr const char *copying_names[] = {"memcpy", "memmove", "memcmp", "memchr", "memset"};
Instructions copying[sizeof copying_names / sizeof *copying_names];
/// None is longer.
constexpr size_t longest_copying_function = 2048;

uintptr_t instruction_at_fault(const ucontext_t *context) noexcept {
#if defined(__x86_64__)
    return context->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
    return context->uc_mcontext.pc;
#else
#error "say where this processor's context has the address of the instruction"
#endif
}

/// Where a function returns to that calls nothing and keeps nothing on the stack.
uintptr_t caller_at_fault(const ucontext_t *context) noexcept {
#if defined(__x86_64__)
    return *reinterpret_cast<const uintptr_t *>(context->uc_mcontext.gregs[REG_RSP]);
#elif defined(__aarch64__)
    return context->uc_mcontext.regs[30];
#endif
}

/// Whether the engine is at fault and a call of it can be left: its own instruction, or one that copies for it.
bool is_engines(const ucontext_t *context) noexcept {
    const uintptr_t instruction = instruction_at_fault(context);
    if (engine.contain(instruction)) return true;
    for (const Instructions &function : copying) {
        if (!function.contain(instruction)) continue;
        const uintptr_t caller = caller_at_fault(context);
        return engine.contain(caller) || standard_library.contain(caller);
    }
    return false;
}

/// Asked for each library. By its name: the address of a function of the engine may be one in this program, which jumps
/// there.
int find_libraries(dl_phdr_info *library, size_t, void *) noexcept {
    Instructions *found = std::strstr(library->dlpi_name, "/libxapian") ? &engine
        : std::strstr(library->dlpi_name, "/libstdc++")                 ? &standard_library
                                                                        : nullptr;
    for (int i = 0; found && i < library->dlpi_phnum; ++i) {
        const auto &part = library->dlpi_phdr[i];
        if (part.p_type != PT_LOAD || !(part.p_flags & PF_X)) continue;
        found->start = library->dlpi_addr + part.p_vaddr;
        found->end = found->start + part.p_memsz;
    }
    return 0;
}

void find_instructions() noexcept {
    dl_iterate_phdr(find_libraries, nullptr);
    for (size_t i = 0; i < sizeof copying / sizeof *copying; ++i) {
        const auto start = reinterpret_cast<uintptr_t>(dlsym(RTLD_NEXT, copying_names[i]));
        if (start) copying[i] = {start, start + longest_copying_function};
    }
}

void leave_or_end(int signal, siginfo_t *info, void *context) noexcept {
    // Otherwise somebody has sent the signal.
    const bool is_fault = info->si_code > 0;
    if (MemoryFaultScope *scope = MemoryFaultScope::current; scope && is_fault) {
        if (is_engines(static_cast<const ucontext_t *>(context))) _longjmp(scope->place, 1);
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
    find_instructions();
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
