use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// What the main thread's stack may grow to. The engine is given less ([`super::stack_for`]).
const STACK_BYTES: u64 = 64 << 20;

/// Left for what runs below the engine's own check.
const MARGIN_BYTES: u64 = 1 << 20;

/// What is assumed where the limit cannot be read.
const USUAL_STACK_BYTES: u64 = 8 << 20;

/// Raises the soft limit of the stack, which Linux looks up whenever the main thread's stack grows (the address space
/// below it is kept free for at least 128 MiB at exec). Answers how many bytes the engine may use.
pub(crate) fn grow_main_stack() -> usize {
    let Rlimit { current, maximum } = getrlimit(Resource::Stack);
    let wanted = maximum.map_or(STACK_BYTES, |maximum| maximum.min(STACK_BYTES));
    let available = match current {
        None => STACK_BYTES,
        Some(current) if current >= wanted => current,
        Some(current) => match setrlimit(Resource::Stack, Rlimit { current: Some(wanted), maximum }) {
            Ok(()) => wanted,
            Err(_) => current,
        },
    };
    let usable = available.clamp(USUAL_STACK_BYTES / 4, STACK_BYTES) - MARGIN_BYTES;
    usize::try_from(usable).unwrap_or(usize::MAX)
}
