//! What differs between operating systems.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod other;

#[cfg(target_os = "linux")]
pub(crate) use linux::grow_main_stack;
#[cfg(not(target_os = "linux"))]
pub(crate) use other::grow_main_stack;
