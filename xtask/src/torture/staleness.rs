//! Sources that change behind the cache's back: whatever a stamp says is still so, has the content it had.

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::{Result, ensure};
use parbake_bmes::Digest;
use parbake_cache::stamp;

use super::{Amount, Lab};

/// One way in which a file changes. Answers nothing: the content after it is another one.
type Change = fn(&Path, &str) -> Result<()>;

const CHANGES: [(&str, Change); 6] = [
    ("rewritten in place", rewrite),
    ("rewritten, modification time restored", rewrite_restoring),
    ("replaced by another file of the same size and time", replace),
    ("a link re-pointed", point_elsewhere),
    ("replaced by a directory and back", by_directory),
    ("emptied and filled again", refill),
];

/// Rounds through the stamps for each kind of change, rounds with a writer at work, and rounds of the whole command.
pub fn run(lab: &Lab, amount: Amount) -> Result<String> {
    let rounds = amount.of(300, 100_000);
    let mut given = 0;
    for (name, change) in CHANGES {
        given += change_files(lab, rounds, change).map_err(|error| error.context(name))?;
    }
    let raced = read_while_written(lab, amount.of(300, 100_000))?;
    let runs = run_changed(lab, amount.of(10, 3000))?;
    Ok(format!(
        "{} kinds of change, {rounds} rounds each ({given} stamps given); {raced} readings of a file being written; \
         {runs} runs of a program changed just before; 0 stale",
        CHANGES.len()
    ))
}

fn change_files(lab: &Lab, rounds: usize, change: Change) -> Result<usize> {
    let path = lab.write("work/source.mjs", "start...")?;
    let mut given = 0;
    for round in 0..rounds {
        let text = format!("{round:08}");
        change(&path, &text)?;
        let read = stamp::read(&path)?;
        ensure!(read.bytes == text.as_bytes(), "round {round}: read something else than was written");
        ensure!(read.digest == Digest::of(&read.bytes), "round {round}: the digest is not that of the bytes");
        let Some(stamp) = read.stamp else { continue };
        given += 1;
        ensure!(stamp.still_holds(&path), "round {round}: the stamp does not hold of what it was given for");
        change(&path, &format!("{:08}", round + rounds))?;
        ensure!(!stamp.still_holds(&path), "round {round}: the stamp holds of other content");
    }
    ensure!(given > 0, "no stamp was ever given");
    Ok(given)
}

fn rewrite(path: &Path, text: &str) -> Result<()> {
    Ok(fs::write(path, text)?)
}

/// What `cp -p`, `tar`, `touch -r` and `git` do.
fn rewrite_restoring(path: &Path, text: &str) -> Result<()> {
    let settled = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    fs::write(path, text)?;
    Ok(File::options().write(true).open(path)?.set_modified(settled)?)
}

fn replace(path: &Path, text: &str) -> Result<()> {
    let new = path.with_extension("new");
    rewrite_restoring(&new, text)?;
    Ok(fs::rename(new, path)?)
}

/// Two files take turns to be the one that the link leads to; neither is written while it is.
fn point_elsewhere(path: &Path, text: &str) -> Result<()> {
    let target =
        path.with_extension(if text.as_bytes().last().is_some_and(|digit| digit % 2 == 0) { "a" } else { "b" });
    let target = if fs::read_link(path).is_ok_and(|old| old == target) { path.with_extension("c") } else { target };
    rewrite_restoring(&target, text)?;
    let link = path.with_extension("link");
    let _ = fs::remove_file(&link);
    symlink(&target, &link)?;
    Ok(fs::rename(link, path)?)
}

fn by_directory(path: &Path, text: &str) -> Result<()> {
    fs::remove_file(path)?;
    fs::create_dir(path)?;
    fs::remove_dir(path)?;
    rewrite_restoring(path, text)
}

fn refill(path: &Path, text: &str) -> Result<()> {
    File::create(path)?.set_len(0)?;
    rewrite(path, text)
}

/// Somebody rewrites the file without a pause, in place and at one size. What is read may be a mixture, but then no stamp
/// may say that the file is still so.
fn read_while_written(lab: &Lab, rounds: usize) -> Result<usize> {
    let path = lab.write("work/busy.mjs", &"a".repeat(20_000))?;
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for letter in ('a'..='z').cycle() {
                if done.load(Ordering::Relaxed) {
                    return;
                }
                // In place: a new size would give it away.
                let written = File::options().write(true).open(&path).and_then(|mut file| {
                    std::io::Write::write_all(&mut file, letter.to_string().repeat(20_000).as_bytes())
                });
                assert!(written.is_ok(), "the file can be written");
            }
        });
        let read = (0..rounds).try_for_each(|round| -> Result<()> {
            let first = stamp::read(&path)?;
            let Some(stamp) = first.stamp else { return Ok(()) };
            let second = fs::read(&path)?;
            // Nobody has written between the two readings, so both have seen the same.
            if stamp.still_holds(&path) && stamp::read(&path)?.stamp == Some(stamp) {
                ensure!(second == first.bytes, "round {round}: the stamp holds of other content");
            }
            Ok(())
        });
        done.store(true, Ordering::Relaxed);
        read
    })?;
    Ok(rounds)
}

fn run_changed(lab: &Lab, runs: usize) -> Result<usize> {
    let main = lab.write("work/main.mjs", "import value from './value.mjs';\nconsole.log(value);\n")?;
    let path = lab.write("work/value.mjs", "export default 'start...';\n")?;
    let changes: [Change; 3] = [rewrite, rewrite_restoring, replace];
    for run in 0..runs {
        let change = changes[run % changes.len()];
        change(&path, &format!("export default '{run:08}';\n"))?;
        lab.expect(&[], &main, &format!("{run:08}\n"))?;
    }
    Ok(runs)
}
