//! What parbake promises about its speed, and what was measured. docs/performance.md says why these.

use super::Row;
use super::contender::Role;
use super::markdown;
use super::measure::{Measurements, Median};

const PEERS: &[Role] = &[Role::PeerCached, Role::PeerPlain];

/// Programs that start faster than this without a cache cannot gain a factor from one.
const WORTH_CACHING_MILLISECONDS: f64 = 30.0;

/// A promise, and what it came to.
struct Kept {
    promise: &'static str,
    bound: Bound,
    /// The figure, and the program it is that of.
    found: Option<(f64, String)>,
    unit: &'static str,
}

#[derive(Clone, Copy)]
enum Bound {
    AtLeast(f64),
    AtMost(f64),
}

impl Bound {
    fn holds(self, figure: f64) -> bool {
        match self {
            Self::AtLeast(least) => figure >= least,
            Self::AtMost(most) => figure <= most,
        }
    }
}

/// The table of promises: each with its worst program.
pub fn table(rows: &[Row]) -> String {
    let heading = ["promise", "promised", "measured", "program", "kept"].map(str::to_owned).to_vec();
    let lines = all(rows).into_iter().filter_map(|kept| {
        let (figure, program) = kept.found?;
        let (word, promised) = match kept.bound {
            Bound::AtLeast(least) => ("at least", least),
            Bound::AtMost(most) => ("at most", most),
        };
        let kept_word = if kept.bound.holds(figure) { "yes" } else { "no" };
        let cells = [
            kept.promise.to_owned(),
            format!("{word} {promised}{}", kept.unit),
            format!("{figure:.2}{}", kept.unit),
            program,
            kept_word.to_owned(),
        ];
        Some(cells.to_vec())
    });
    markdown::table(&[heading].into_iter().chain(lines).collect::<Vec<_>>())
}

fn all(rows: &[Row]) -> Vec<Kept> {
    let worst = |promise, bound, figure: &dyn Fn(&Row) -> Option<f64>| Kept {
        promise,
        bound,
        found: worst_of(rows, bound, figure),
        unit: "x",
    };
    let mean = geometric_mean(rows.iter().filter_map(|(_, row)| over_peer(row)));
    vec![
        worst("warm over `--no-cache`, programs of over 30 ms", Bound::AtLeast(2.0), &|(_, row)| over_no_cache(row)),
        Kept {
            promise: "warm over the fastest peer, geometric mean",
            bound: Bound::AtLeast(2.5),
            found: mean.map(|mean| (mean, "all".to_owned())),
            unit: "x",
        },
        worst("warm over the fastest peer", Bound::AtLeast(1.5), &|(_, row)| over_peer(row)),
        worst("hello world over Bun's", Bound::AtLeast(1.0), &|(workload, row)| {
            let bun = row.best_of("bun", |median| median.milliseconds)?;
            (workload.name == "hello").then_some(bun / row.of(Role::Warm)?)
        }),
        worst("warm over the floor", Bound::AtMost(1.3), &|(_, row)| ratio(row, Role::Warm, Role::Floor)),
        worst("first run over the fastest peer without a cache", Bound::AtMost(1.2), &|(_, row)| {
            Some(row.of(Role::Cold)? / row.fastest_peer(&[Role::PeerPlain])?)
        }),
        worst("first run over `--no-cache`", Bound::AtMost(1.03), &|(_, row)| ratio(row, Role::Cold, Role::NoCache)),
        grown(rows, "10,000 modules over 1,000, time a module", |row| row.of(Role::Warm)),
        grown(rows, "10,000 modules over 1,000, memory a module", |row| memory(row, Role::Warm)),
        grown(rows, "10,000 modules over 1,000, disk a module", |row| Some(row.inspection.pack_bytes as f64)),
        worst("peak memory over Bun's", Bound::AtMost(1.0), &|(_, row)| {
            Some(memory(row, Role::Warm)? / row.best_of("bun", |median: &Median| median.memory)?)
        }),
        worst("bytes on disk over bytes of source", Bound::AtMost(1.5), &|(workload, row)| {
            let source = row.inspection.source_bytes as f64;
            (workload.name != "hello").then_some(row.inspection.pack_bytes as f64 / source)
        }),
        Kept {
            promise: "reading, checking and validating 1,000 modules",
            bound: Bound::AtMost(8.0),
            found: graph(rows, 1_000).map(|row| (row.inspection.trust, "1000 modules".to_owned())),
            unit: " ms",
        },
    ]
}

/// How many times faster a warm run is than one without the cache, where that takes long enough to matter.
pub fn over_no_cache(row: &Measurements) -> Option<f64> {
    let cold_start = row.of(Role::NoCache).filter(|&milliseconds| milliseconds > WORTH_CACHING_MILLISECONDS)?;
    Some(cold_start / row.of(Role::Warm)?)
}

/// How many times faster a warm run is than the fastest peer in any of its modes.
pub fn over_peer(row: &Measurements) -> Option<f64> {
    Some(row.fastest_peer(PEERS)? / row.of(Role::Warm)?)
}

/// One role's figure over another's.
pub fn ratio(row: &Measurements, of: Role, over: Role) -> Option<f64> {
    Some(row.of(of)? / row.of(over)?)
}

fn memory(row: &Measurements, role: Role) -> Option<f64> {
    row.medians.iter().find(|median| median.role == role)?.memory
}

fn graph(rows: &[Row], modules: usize) -> Option<&Measurements> {
    rows.iter().find(|(workload, _)| workload.generated == Some(modules)).map(|(_, row)| row)
}

/// What 10,000 modules cost more than hello world, over ten times what 1,000 cost more.
fn grown(rows: &[Row], promise: &'static str, figure: impl Fn(&Measurements) -> Option<f64>) -> Kept {
    let found = || {
        let base = rows.iter().find(|(workload, _)| workload.name == "hello").and_then(|(_, row)| figure(row))?;
        let cost = |modules| Some((figure(graph(rows, modules)?)? - base) / modules as f64);
        Some((cost(10_000)? / cost(1_000)?, "10000 modules".to_owned()))
    };
    Kept { promise, bound: Bound::AtMost(1.2), found: found(), unit: "x" }
}

fn worst_of(rows: &[Row], bound: Bound, figure: &dyn Fn(&Row) -> Option<f64>) -> Option<(f64, String)> {
    let figures = rows.iter().filter_map(|row| Some((figure(row)?, row.0.name.clone())));
    match bound {
        Bound::AtLeast(_) => figures.min_by(|a, b| a.0.total_cmp(&b.0)),
        Bound::AtMost(_) => figures.max_by(|a, b| a.0.total_cmp(&b.0)),
    }
}

/// The mean of ratios.
pub fn geometric_mean(ratios: impl Iterator<Item = f64>) -> Option<f64> {
    let logarithms: Vec<f64> = ratios.map(f64::ln).collect();
    let count = logarithms.len();
    (count > 0).then(|| (logarithms.iter().sum::<f64>() / count as f64).exp())
}
