/// Windows gives a main thread 1 MiB, macOS 8; neither can be changed from within.
pub(crate) fn grow_main_stack() -> usize {
    768 << 10
}
