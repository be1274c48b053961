//! What `node:perf_hooks` measures with: histograms, and how long the event loop slept.

use std::cell::RefCell;

use hdrhistogram::Histogram;
use parbake_engine::{Arguments, Local, Scope, Thrown};

use super::Functions;
use crate::Runtime;

pub(super) const FUNCTIONS: Functions = &[
    (c"createHistogram", create, 3),
    (c"histogramRecord", record, 2),
    (c"histogramAdd", add, 2),
    (c"histogramReset", reset, 1),
    (c"histogramDrop", drop_one, 1),
    (c"histogramFigures", figures, 1),
    (c"histogramPercentile", percentile, 2),
    (c"histogramPercentiles", percentiles, 1),
    (c"loopTimes", loop_times, 0),
];

/// Ticks a half distance to 100 %: one gives 0, 50, 75, 87.5 ... as `percentiles` of the documentation shows them.
const TICKS_PER_HALF_DISTANCE: u32 = 1;

/// The histograms that the program has, by number.
#[derive(Default)]
pub(crate) struct Histograms(RefCell<Vec<Option<Counted>>>);

struct Counted {
    values: Histogram<u64>,
    /// Values that were above the highest trackable one.
    exceeds: u64,
}

impl Histograms {
    /// `None` where the three do not go together.
    fn create(&self, lowest: u64, highest: u64, figures: u8) -> Option<usize> {
        let values = Histogram::new_with_bounds(lowest, highest, figures).ok()?;
        let counted = Some(Counted { values, exceeds: 0 });
        let mut all = self.0.borrow_mut();
        let index = all.iter().position(Option::is_none).unwrap_or(all.len());
        if index == all.len() {
            all.push(counted);
        } else {
            all[index] = counted;
        }
        Some(index)
    }

    fn with<T>(&self, index: f64, see: impl FnOnce(&mut Counted) -> T) -> Option<T> {
        self.0.borrow_mut().get_mut(index as usize)?.as_mut().map(see)
    }
}

/// `createHistogram(lowest, highest, figures)`: its number.
fn create<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let lowest = scope.to_number(arguments.get(0))? as u64;
    let highest = scope.to_number(arguments.get(1))? as u64;
    let figures = scope.to_number(arguments.get(2))? as u8;
    match scope.host::<Runtime>().histograms.create(lowest, highest, figures) {
        Some(index) => Ok(scope.number(index as f64)),
        None => Err(scope.throw_type_error("a histogram cannot have these bounds")),
    }
}

/// `histogramRecord(histogram, value)`
fn record<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let index = scope.to_number(arguments.get(0))?;
    let value = scope.to_number(arguments.get(1))? as u64;
    scope.host::<Runtime>().histograms.with(index, |counted| {
        if counted.values.record(value).is_err() {
            counted.exceeds += 1;
        }
    });
    Ok(scope.undefined())
}

/// `histogramAdd(histogram, other)`: what the other counted, too.
fn add<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let (into, from) = (scope.to_number(arguments.get(0))?, scope.to_number(arguments.get(1))?);
    let histograms = &scope.host::<Runtime>().histograms;
    let Some((values, exceeds)) = histograms.with(from, |other| (other.values.clone(), other.exceeds)) else {
        return Ok(scope.undefined());
    };
    histograms.with(into, |counted| {
        counted.exceeds += exceeds;
        for value in values.iter_recorded() {
            if counted.values.record_n(value.value_iterated_to(), value.count_at_value()).is_err() {
                counted.exceeds += value.count_at_value();
            }
        }
    });
    Ok(scope.undefined())
}

fn reset<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let index = scope.to_number(arguments.get(0))?;
    scope.host::<Runtime>().histograms.with(index, |counted| {
        counted.values.reset();
        counted.exceeds = 0;
    });
    Ok(scope.undefined())
}

/// `histogramDrop(histogram)`: nobody asks for it any more.
fn drop_one<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let index = scope.to_number(arguments.get(0))? as usize;
    if let Some(place) = scope.host::<Runtime>().histograms.0.borrow_mut().get_mut(index) {
        *place = None;
    }
    Ok(scope.undefined())
}

/// `[count, exceeds, min, max, mean, stddev]`; of an empty one the last four say nothing.
fn figures<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let index = scope.to_number(arguments.get(0))?;
    let figures = scope.host::<Runtime>().histograms.with(index, |Counted { values, exceeds }| {
        let (count, exceeds) = (values.len() as f64, *exceeds as f64);
        [count, exceeds, values.min_nz() as f64, values.max() as f64, mean(values), values.stdev()]
    });
    let figures = figures.unwrap_or_default().map(|figure| scope.number(figure));
    scope.array(&figures)
}

/// `histogramPercentile(histogram, percentile)`: above 0, at most 100.
fn percentile<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let index = scope.to_number(arguments.get(0))?;
    let percentile = scope.to_number(arguments.get(1))?;
    let value = scope.host::<Runtime>().histograms.with(index, |counted| value_at(&counted.values, percentile));
    Ok(scope.number(value.unwrap_or_default() as f64))
}

/// `[percentile, value, percentile, value, ...]`, the last percentile being 100.
fn percentiles<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let index = scope.to_number(arguments.get(0))?;
    let rows = scope.host::<Runtime>().histograms.with(index, |Counted { values, .. }| {
        let steps = values.iter_quantiles(TICKS_PER_HALF_DISTANCE);
        let row = |percentile: f64, value| [percentile, values.lowest_equivalent(value) as f64];
        steps.flat_map(|step| row(step.quantile_iterated_to() * 100.0, step.value_iterated_to())).collect::<Vec<_>>()
    });
    let numbers: Vec<Local<'s>> = rows.unwrap_or_default().into_iter().map(|number| scope.number(number)).collect();
    scope.array(&numbers)
}

/// The highest of the values that count as the same as the one at `percentile`, whose place is rounded to the nearest.
fn value_at(values: &Histogram<u64>, percentile: f64) -> u64 {
    let place = ((percentile / 100.0 * values.len() as f64 + 0.5) as u64).max(1);
    let mut seen = 0;
    let mut steps = values.iter_recorded().filter_map(|step| {
        seen += step.count_at_value();
        (seen >= place).then(|| step.value_iterated_to())
    });
    steps.next().map_or(0, |value| values.highest_equivalent(value))
}

/// Each value stands for the middle of those that count as the same.
fn mean(values: &Histogram<u64>) -> f64 {
    let weight = |value: u64, count: u64| values.median_equivalent(value) as f64 * count as f64;
    let sum: f64 = values.iter_recorded().map(|step| weight(step.value_iterated_to(), step.count_at_value())).sum();
    sum / values.len() as f64
}

/// `[made, start, idle]` in milliseconds: when the program's realm was ready and the event loop began, since the process
/// did, and how long the loop has slept since.
fn loop_times<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let runtime = scope.host::<Runtime>();
    let since = |instant: std::time::Instant| instant.duration_since(runtime.began.instant).as_secs_f64() * 1e3;
    let started = runtime.loop_began.get().map_or(-1.0, since);
    let times = [since(runtime.made), started, runtime.slept.get().as_secs_f64() * 1e3];
    let times = times.map(|time| scope.number(time));
    scope.array(&times)
}
