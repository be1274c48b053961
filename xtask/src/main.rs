//! The repository's chores: `cargo xtask COMMAND`.

#![forbid(unsafe_code)]

use std::path::Path;

use anyhow::{Context, Result, bail};
use xtask::graph::{self, Shape};
use xtask::programs::{self, Set};
use xtask::{bench, fuzz, peak_memory, startup_order, torture};

const USAGE: &str = "\
cargo xtask bench [PROGRAM...]    measure parbake beside bun, deno and node; without PROGRAM writes docs/benchmarks.*;
                                  with --floor beside its own floor only
cargo xtask peak-memory COMMAND   run a command and print the most memory it held, in KiB
cargo xtask programs              install the npm packages that tests, demo and benchmarks use
cargo xtask torture [--short] [ROW...]  hold the cache to its promises for as long as it takes: minutes to hours
cargo xtask fuzz [SECONDS] [TARGET...]  fuzz what reads bytes from outside, each target for SECONDS (5)
cargo xtask peers                 install the runtimes that transcripts and benchmarks compare with
cargo xtask startup-order         write crates/cli/startup-order.txt anew, by valgrind
cargo xtask graph N DIR [SHAPE]   write a graph of N modules to DIR; SHAPE is mesh (default), chain or wide
";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["bench", ref only @ ..] => bench::run(only),
        ["peak-memory", program, ref arguments @ ..] => peak_memory::run(program, arguments),
        ["torture", ref arguments @ ..] => torture::run(arguments),
        ["fuzz", ref arguments @ ..] => fuzz::run(arguments),
        ["programs"] => install_programs(),
        ["peers"] => install_peers(),
        ["startup-order"] => startup_order::run(),
        ["graph", count, directory] => write_graph(count, directory, Shape::Mesh),
        ["graph", count, directory, shape] => write_graph(count, directory, shape.parse()?),
        ["help" | "--help"] => {
            print!("{USAGE}");
            Ok(())
        }
        _ => bail!("usage:\n{USAGE}"),
    }
}

fn install_programs() -> Result<()> {
    let directory = Set::Programs.install()?;
    programs::place_jobs(&directory)?;
    Set::Packages.install()?;
    Set::Checks.install()?;
    println!("{}", directory.display());
    Ok(())
}

fn install_peers() -> Result<()> {
    println!("{}", Set::Peers.install()?.display());
    Ok(())
}

fn write_graph(count: &str, directory: &str, shape: Shape) -> Result<()> {
    let count: usize = count.parse().with_context(|| format!("{count}: not a number of modules"))?;
    let graph = graph::write(Path::new(directory), count, shape)?;
    println!("{}", graph.entry.display());
    Ok(())
}
