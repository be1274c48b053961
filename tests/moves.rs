//! Programs that lie somewhere else today, are laid out by links, or go another way than yesterday: what is known of them is
//! used as far as it is true, and written again only where there is something new.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::Path;

use libtest_mimic::Trial;

use crate::harness::binary::BINARY;
use crate::harness::damage::cached_files;
use crate::harness::program::Program;
use crate::harness::run::Invocation;
use crate::harness::sandbox::Sandbox;
use crate::harness::states::in_state;
use crate::harness::{Failure, Test, at, trials_of};
use crate::shipping::{printed_at, settle, write_program};

const TESTS: &[(&str, Test)] = &[
    ("moved", moved),
    ("copied", copied),
    ("by-way-of-links", by_way_of_links),
    ("links-of-a-package-manager", links_of_a_package_manager),
    ("file-that-wins", file_that_wins),
    ("directory-that-wins", directory_that_wins),
    ("manifest-written-again", manifest_written_again),
    ("unchanged-program-writes-nothing", unchanged_program_writes_nothing),
    ("two-ways-through-a-program", two_ways_through_a_program),
    ("entries-of-others-are-copied", entries_of_others_are_copied),
];

/// One trial a test; another runtime remembers nothing.
pub fn trials() -> Vec<Trial> {
    trials_of("moves", TESTS).into_iter().map(|trial| trial.with_ignored_flag(!BINARY.is_parbake())).collect()
}

/// Runs twice and compiles nothing; what the program prints shows where it is now.
fn is_known_at(sandbox: &Sandbox, main: &Path) -> Result<(), Failure> {
    let program = Program::at(sandbox, main.to_owned());
    for _ in 0..2 {
        program.prints(&printed_at(main))?.expect_all_hits()?;
    }
    Ok(())
}

fn moved(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = write_program(sandbox, "app")?;
    Program::at(sandbox, main.clone()).is_warm_after_printing(&printed_at(&main))?;
    let work = sandbox.work_directory();
    fs::create_dir_all(work.join("a/b/c"))?;
    for (from, to) in [("app", "renamed"), ("renamed", "a/b/c/deeper"), ("a/b/c/deeper", "up")] {
        fs::rename(work.join(from), work.join(to)).map_err(at(&work.join(from)))?;
        is_known_at(sandbox, &work.join(to).join("main.mjs")).map_err(in_state(to))?;
    }
    Ok(())
}

/// Another worktree, another container: the same files at another place, beside the first.
fn copied(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = write_program(sandbox, "app")?;
    Program::at(sandbox, main.clone()).is_warm_after_printing(&printed_at(&main))?;
    is_known_at(sandbox, &write_program(sandbox, "worktrees/other")?)?;
    is_known_at(sandbox, &main)
}

/// Modules are where links lead, so that nothing shows by which way the program was named.
fn by_way_of_links(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = write_program(sandbox, "app")?;
    Program::at(sandbox, main.clone()).is_warm_after_printing(&printed_at(&main))?;
    let work = sandbox.work_directory();
    symlink("app", work.join("link"))?;
    symlink("app/main.mjs", work.join("program"))?;
    symlink("/", work.join("root"))?;
    let from_root = work.join("root").join(main.strip_prefix("/").unwrap_or(&main));
    for way in [work.join("link/main.mjs"), work.join("program"), from_root, work.join("link/../app/./main.mjs")] {
        let program = Program::at(sandbox, way.clone());
        for _ in 0..2 {
            let log = program.prints(&printed_at(&main)).and_then(|log| log.expect_all_hits());
            log.map_err(in_state(&way.display().to_string()))?;
        }
    }
    // The link to the directory comes to lead to another program.
    let other = write_program(sandbox, "other")?;
    fs::remove_file(work.join("link")).and_then(|()| symlink("other", work.join("link")))?;
    Program::at(sandbox, work.join("link/main.mjs")).prints(&printed_at(&other))?.expect_all_hits()
}

/// `node_modules/NAME` is a link into a store: re-pointed, it means another version; and nothing else is compiled anew.
fn links_of_a_package_manager(sandbox: &Sandbox) -> Result<(), Failure> {
    let work = sandbox.work_directory();
    for version in ["1", "2"] {
        let store = format!("node_modules/.pnpm/pkg@{version}/node_modules");
        let text = format!("import dependency from 'dep';\nexport default 'pkg {version} ' + dependency;");
        sandbox.write(&format!("{store}/pkg/index.mjs"), text)?;
        sandbox.write(&format!("{store}/pkg/package.json"), "{ \"exports\": \"./index.mjs\" }")?;
        symlink("../../dep@1/node_modules/dep", work.join(&store).join("dep"))?;
    }
    sandbox.write("node_modules/.pnpm/dep@1/node_modules/dep/index.mjs", "export default 'dep';")?;
    sandbox.write("node_modules/.pnpm/dep@1/node_modules/dep/package.json", "{ \"exports\": \"./index.mjs\" }")?;
    let link = work.join("node_modules/pkg");
    let point_to = |target: &str| {
        let _ = fs::remove_file(&link);
        symlink(target, &link).map_err(at(&link))
    };
    point_to(".pnpm/pkg@1/node_modules/pkg")?;
    let program = Program::new(sandbox, "import pkg from 'pkg';\nconsole.log(pkg);")?;
    program.is_warm_after_printing("pkg 1 dep\n")?;
    point_to(".pnpm/pkg@2/node_modules/pkg")?;
    let second = program.url("node_modules/.pnpm/pkg@2/node_modules/pkg/index.mjs");
    program.prints("pkg 2 dep\n")?.expect_misses(&[second])?;
    program.prints("pkg 2 dep\n")?.expect_all_hits()?;
    point_to(".pnpm/pkg@1/node_modules/pkg")?;
    program.prints("pkg 1 dep\n")?.expect_all_hits()?;
    // A package further up takes its place when the link is gone.
    let inner = sandbox.write("inner/main.mjs", "import pkg from 'pkg';\nconsole.log(pkg);")?;
    fs::create_dir(work.join("inner/node_modules"))?;
    symlink("../../node_modules/.pnpm/pkg@2/node_modules/pkg", work.join("inner/node_modules/pkg"))?;
    let inner_program = Program::at(sandbox, inner);
    inner_program.is_warm_after_printing("pkg 2 dep\n")?;
    fs::remove_file(work.join("inner/node_modules/pkg"))?;
    inner_program.prints("pkg 1 dep\n")?.expect_all_hits()?;
    // And a directory the place of the link.
    sandbox.write("inner/node_modules/pkg/index.mjs", "export default 'a directory';")?;
    sandbox.write("inner/node_modules/pkg/package.json", "{ \"exports\": \"./index.mjs\" }")?;
    inner_program.is_warm_after_printing("a directory\n")
}

/// Of a package's `main` without an extension, candidates are tried in order (Node documentation, `LOAD_AS_FILE`).
fn file_that_wins(sandbox: &Sandbox) -> Result<(), Failure> {
    sandbox.write("node_modules/pkg/package.json", "{ \"main\": \"./lib\", \"type\": \"module\" }")?;
    sandbox.write("node_modules/pkg/lib/index.js", "export default 'index';")?;
    let program = Program::new(sandbox, "import pkg from 'pkg';\nconsole.log(pkg);")?;
    program.is_warm_after_printing("index\n")?;
    let nearer = sandbox.write("node_modules/pkg/lib.js", "export default 'file';")?;
    program.prints("file\n")?.expect_misses(&[program.url("node_modules/pkg/lib.js")])?;
    program.prints("file\n")?.expect_all_hits()?;
    fs::remove_file(nearer)?;
    program.prints("index\n")?.expect_all_hits()
}

fn directory_that_wins(sandbox: &Sandbox) -> Result<(), Failure> {
    let package = |directory: &str, text: &str| {
        sandbox.write(&format!("{directory}/node_modules/pkg/package.json"), "{ \"exports\": \"./index.mjs\" }")?;
        sandbox.write(&format!("{directory}/node_modules/pkg/index.mjs"), format!("export default '{text}';"))
    };
    package(".", "far")?;
    let main = sandbox.write("a/b/main.mjs", "const { default: pkg } = await import('pkg');\nconsole.log(pkg);")?;
    let program = Program::at(sandbox, main);
    program.is_warm_after_printing("far\n")?;
    // Without the package, a directory in the way changes nothing.
    fs::create_dir(sandbox.work_directory().join("a/node_modules"))?;
    program.prints("far\n")?.expect_all_hits()?;
    for directory in ["a", "a/b"] {
        package(directory, directory)?;
        program
            .prints(&format!("{directory}\n"))?
            .expect_misses(&[program.url(&format!("{directory}/node_modules/pkg/index.mjs"))])?;
        program.prints(&format!("{directory}\n"))?.expect_all_hits()?;
    }
    Ok(())
}

/// Touched, or changed where nothing depends on it: no module is compiled anew.
fn manifest_written_again(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = write_program(sandbox, "app")?;
    let program = Program::at(sandbox, main.clone());
    program.is_warm_after_printing(&printed_at(&main))?;
    for text in ["{ \"exports\": \"./index.mjs\" }", "{ \"exports\": \"./index.mjs\", \"version\": \"2.0.0\" }"] {
        sandbox.write("app/node_modules/pkg/package.json", text)?;
        for _ in 0..2 {
            program.prints(&printed_at(&main))?.expect_all_hits()?;
        }
    }
    Ok(())
}

/// A file's name, number, times in seconds and nanoseconds, and size.
type FileState = (String, u64, i64, i64, u64);

/// The packs and their index as they lie on disk: numbers, times, sizes.
fn state_of_packs(sandbox: &Sandbox) -> Result<Vec<FileState>, Failure> {
    let packs = sandbox.cache_directory().join("packs");
    let facts = |path: std::path::PathBuf| {
        let facts = fs::metadata(&path).map_err(at(&path))?;
        Ok((path.display().to_string(), facts.ino(), facts.mtime(), facts.mtime_nsec(), facts.len()))
    };
    cached_files(&packs)?.into_iter().map(facts).collect()
}

fn expect_same(before: &[(String, u64, i64, i64, u64)], sandbox: &Sandbox) -> Result<(), Failure> {
    let now = state_of_packs(sandbox)?;
    if now == before { Ok(()) } else { Err(format!("written: {now:?}, before: {before:?}").into()) }
}

fn unchanged_program_writes_nothing(sandbox: &Sandbox) -> Result<(), Failure> {
    let main = write_program(sandbox, "app")?;
    settle();
    let program = Program::at(sandbox, main.clone());
    program.prints(&printed_at(&main))?;
    let before = state_of_packs(sandbox)?;
    for _ in 0..3 {
        program.prints(&printed_at(&main))?.expect_all_hits()?;
        expect_same(&before, sandbox)?;
    }
    Ok(())
}

/// One pack comes to cover both ways, and then stays as it is.
fn two_ways_through_a_program(sandbox: &Sandbox) -> Result<(), Failure> {
    for way in ["left", "right"] {
        sandbox.write(
            &format!("{way}.mjs"),
            format!("import './common.mjs';\nimport './{way}/only.mjs';\nexport default '{way}';"),
        )?;
        sandbox.write(&format!("{way}/only.mjs"), format!("export const only = '{way}';"))?;
    }
    sandbox.write("common.mjs", "export {};")?;
    let main = "const { default: way } = await import(`./${process.env.WAY}.mjs`);\nconsole.log(way);";
    let main = sandbox.write("main.mjs", main)?;
    settle();
    let by = |way: &str| {
        let environment = vec![("WAY".into(), way.into())];
        Program::invoked(sandbox, Invocation { environment, ..Invocation::of(&main) }).prints(&format!("{way}\n"))
    };
    by("left")?;
    by("right")?;
    let covering_both = state_of_packs(sandbox)?;
    for way in ["left", "right", "left", "right"] {
        by(way)?.expect_all_hits().map_err(in_state(way))?;
        expect_same(&covering_both, sandbox).map_err(in_state(way))?;
    }
    Ok(())
}

/// What another program has is copied into the pack, not looked for there again.
fn entries_of_others_are_copied(sandbox: &Sandbox) -> Result<(), Failure> {
    let first = write_program(sandbox, "first")?;
    Program::at(sandbox, first.clone()).prints(&printed_at(&first))?;
    let packs = cached_files(&sandbox.cache_directory().join("packs"))?;
    let second = write_program(sandbox, "second")?;
    Program::at(sandbox, second.clone()).prints(&printed_at(&second))?.expect_all_hits()?;
    for path in packs.iter().filter(|path| path.extension().is_some()) {
        fs::remove_file(path).map_err(at(path))?;
    }
    is_known_at(sandbox, &second)
}
