//! What differs between operating systems.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
#[path = "linux_machine.rs"]
pub(crate) mod machine;
#[cfg(not(target_os = "linux"))]
#[path = "other_machine.rs"]
pub(crate) mod machine;
#[cfg(not(target_os = "linux"))]
mod other;

#[cfg(target_os = "linux")]
pub(crate) use linux::{clone_file, file_system, grow_main_stack};
#[cfg(not(target_os = "linux"))]
pub(crate) use other::{clone_file, file_system, grow_main_stack};

/// Stack of a thread that links a program: as much as a main thread may get.
pub(crate) const LINKING_STACK_BYTES: usize = 64 << 20;

/// Stack of an ordinary program. Infinite recursion is noticed when it is used up: soon, but not before depths that
/// programs reach in other runtimes.
const ORDINARY_STACK_BYTES: usize = 7 << 20;

/// Linking and evaluating recurse over the module graph; a chain of modules needs about this much for each.
const STACK_BYTES_PER_MODULE: usize = 2 << 10;

/// How much of the stack the engine is to use for a graph of this size, of what there is.
pub(crate) fn stack_for(modules: usize, available: usize) -> usize {
    modules.saturating_mul(STACK_BYTES_PER_MODULE).saturating_add(ORDINARY_STACK_BYTES).min(available)
}
