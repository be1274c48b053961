//! Where there is no proc(5), the machine tells nothing.

#[derive(Default, Clone, Copy)]
pub(crate) struct Memory {
    pub(crate) total: u64,
    pub(crate) available: u64,
}

pub(crate) struct Processor {
    pub(crate) model: String,
    pub(crate) mhz: u64,
    pub(crate) times_ms: [u64; 5],
}

pub(crate) fn memory() -> Memory {
    Memory::default()
}

pub(crate) fn load_average() -> [f64; 3] {
    [0.0; 3]
}

pub(crate) fn memory_limit() -> Option<u64> {
    None
}

pub(crate) fn processors() -> Vec<Processor> {
    Vec::new()
}
