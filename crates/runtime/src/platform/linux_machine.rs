//! The machine's figures, from proc(5).

use std::fs;

/// Bytes of memory.
#[derive(Default, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Memory {
    pub(crate) total: u64,
    /// What a program could still get.
    pub(crate) available: u64,
}

/// One processor, as the kernel numbers them.
#[derive(Default, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Processor {
    pub(crate) model: String,
    pub(crate) mhz: u64,
    /// Spent for programs, nice programs, the system, idle, interrupts; since the system started.
    pub(crate) times_ms: [u64; 5],
}

/// The unit of /proc/stat (USER_HZ), the same on every architecture that we run on.
const TICK_MS: u64 = 10;

pub(crate) fn memory() -> Memory {
    parse_memory(&fs::read_to_string("/proc/meminfo").unwrap_or_default())
}

fn parse_memory(text: &str) -> Memory {
    let kilobytes = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0)
    };
    Memory { total: kilobytes("MemTotal") * 1024, available: kilobytes("MemAvailable") * 1024 }
}

pub(crate) fn load_average() -> [f64; 3] {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let mut fields = text.split(' ').map(|field| field.parse().unwrap_or(0.0));
    std::array::from_fn(|_| fields.next().unwrap_or(0.0))
}

/// The limit of the control group, in bytes; `None` where there is none.
pub(crate) fn memory_limit() -> Option<u64> {
    fs::read_to_string("/sys/fs/cgroup/memory.max").ok()?.trim().parse().ok()
}

pub(crate) fn processors() -> Vec<Processor> {
    let read = |path| fs::read_to_string(path).unwrap_or_default();
    parse_processors(&read("/proc/cpuinfo"), &read("/proc/stat"))
}

fn parse_processors(info: &str, stat: &str) -> Vec<Processor> {
    let values = |name: &'static str| {
        info.lines().filter_map(move |line| {
            let (key, value) = line.split_once(':')?;
            (key.trim() == name).then(|| value.trim())
        })
    };
    let mut models = values("model name");
    let mut speeds = values("cpu MHz").map(|text| text.parse::<f64>().unwrap_or(0.0) as u64);
    let lines = stat.lines().filter(|line| line.starts_with("cpu") && !line.starts_with("cpu "));
    lines
        .map(|line| Processor {
            model: models.next().unwrap_or("unknown").to_owned(),
            mhz: speeds.next().unwrap_or(0),
            times_ms: parse_times(line),
        })
        .collect()
}

/// "cpu0 user nice system idle iowait irq ...", in ticks.
fn parse_times(line: &str) -> [u64; 5] {
    let fields: Vec<u64> = line.split_whitespace().skip(1).map(|field| field.parse().unwrap_or(0)).collect();
    [0, 1, 2, 3, 5].map(|index| fields.get(index).copied().unwrap_or(0) * TICK_MS)
}

#[cfg(test)]
mod tests {
    use super::{Memory, Processor, parse_memory, parse_processors};

    #[test]
    fn memory_is_in_bytes() {
        let text = "MemTotal:       2048 kB\nMemFree:  1 kB\nMemAvailable:   1024 kB\n";
        assert_eq!(parse_memory(text), Memory { total: 2 << 20, available: 1 << 20 });
    }

    #[test]
    fn processors_are_those_of_the_statistics() {
        let info = "processor\t: 0\nmodel name\t: X 1\ncpu MHz\t\t: 2400.5\n\nprocessor\t: 1\n";
        let stat = "cpu  9 9 9 9\ncpu0 1 2 3 4 5 6 7\ncpu1 1 0 0 0\nintr 5\n";
        let first = Processor { model: "X 1".to_owned(), mhz: 2400, times_ms: [10, 20, 30, 40, 60] };
        let second = Processor { model: "unknown".to_owned(), mhz: 0, times_ms: [10, 0, 0, 0, 0] };
        assert_eq!(parse_processors(info, stat), [first, second]);
    }
}
