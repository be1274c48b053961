//! Whole-program tests: real programs run by the real binary, in every state of the cache. README.md in this directory says
//! how to write one.

#![forbid(unsafe_code)]

mod cases;
mod commonjs;
mod conformance;
mod documents;
mod entries;
mod faults;
mod generated;
mod harness;
mod invalidation;
mod moves;
mod packages;
mod places;
mod programs;
mod projects;
mod quarantine;
mod shipping;
mod start;
mod system_calls;
mod torture;
mod transcripts;
mod typescript;

use libtest_mimic::{Arguments, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let mut trials: Vec<Trial> = cases::trials();
    trials.extend(generated::trials());
    trials.extend(invalidation::trials());
    trials.extend(commonjs::trials());
    trials.extend(entries::trials());
    trials.extend(places::trials());
    trials.extend(faults::trials());
    trials.extend(quarantine::trials());
    trials.extend(moves::trials());
    trials.extend(shipping::trials());
    trials.extend(system_calls::trials());
    trials.extend(documents::trials());
    trials.extend(torture::trials());
    trials.extend(packages::trials());
    trials.extend(start::trials());
    trials.extend(programs::trials());
    trials.extend(projects::trials());
    trials.extend(transcripts::trials());
    trials.extend(typescript::trials());
    trials.extend(conformance::trials());
    libtest_mimic::run(&arguments, trials).exit();
}
