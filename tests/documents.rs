//! What README.md and docs/ show in `console` blocks is what happens: each command is run, and its output compared.

mod links;
mod masks;
mod page;
mod session;

use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::Trial;

use self::page::{Block, Page};
use self::session::Session;
use crate::harness::binary::BINARY;
use crate::harness::{Failure, at, is_updating};

/// One trial a page, one for what is not run, and those that show that a page can fail.
pub fn trials() -> Vec<Trial> {
    let pages: Vec<Page> = paths().into_iter().map(Page::read).collect();
    let mut trials = Vec::new();
    for page in pages {
        for block in page.blocks().filter(|block| block.not_run.is_some()) {
            let reason = block.not_run.unwrap_or_default();
            let name = format!("documents::{}:{} is not run: {reason}", page.name(), block.line);
            trials.push(Trial::test(name, || Ok(())).with_ignored_flag(true));
        }
        let name = format!("documents::{}", page.name());
        trials.push(Trial::test(name, move || check_or_update(&page)).with_ignored_flag(!BINARY.is_parbake()));
    }
    trials.push(Trial::test("documents::links", || links::check(&everything())));
    let failing = Trial::test("documents::what-is-wrong-is-found", what_is_wrong_is_found);
    trials.push(failing.with_ignored_flag(!BINARY.is_parbake()));
    trials
}

/// Every page for people.
fn everything() -> Vec<PathBuf> {
    let root = xtask::repository::root();
    let others = ["ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "tests/README.md"];
    paths().into_iter().chain(others.map(|name| root.join(name))).collect()
}

/// README.md and every page in docs.
fn paths() -> Vec<PathBuf> {
    let root = xtask::repository::root();
    let docs = root.join("docs");
    let entries = fs::read_dir(&docs).unwrap_or_else(|error| panic!("{}: {error}", docs.display()));
    let pages = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut paths: Vec<_> = pages.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect();
    paths.push(root.join("README.md"));
    paths.sort();
    paths
}

fn check_or_update(page: &Page) -> Result<(), Failure> {
    if is_updating() {
        let text = updated(page)?;
        return if text == page.text { Ok(()) } else { fs::write(&page.path, text).map_err(at(&page.path)) };
    }
    check(page)
}

/// Runs the commands of a page, section by section, each section with files and a cache of its own.
fn check(page: &Page) -> Result<(), Failure> {
    page.refuse_stray_commands()?;
    let mut wrong = Vec::new();
    for_each_command(page, |block, command, session| {
        let printed = session.run(&command.text)?;
        if let Some(difference) = printed.differs_from(&command.output) {
            wrong.push(format!("{}:{}: $ {}\n{difference}", page.name(), block.line, command.text));
        }
        Ok(())
    })?;
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// The page with what is printed today in the place of what does not match it.
fn updated(page: &Page) -> Result<String, Failure> {
    let mut lines: Vec<String> = page.text.lines().map(str::to_owned).collect();
    let mut changes = Vec::new();
    for_each_command(page, |_, command, session| {
        let printed = session.run(&command.text)?;
        if printed.differs_from(&command.output).is_some() {
            changes.push((command.output_lines.clone(), printed.lines()));
        }
        Ok(())
    })?;
    for (range, printed) in changes.into_iter().rev() {
        lines.splice(range, printed);
    }
    Ok(lines.join("\n") + "\n")
}

fn for_each_command(
    page: &Page,
    mut act: impl FnMut(&Block<'_>, &page::Command, &Session) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut session = None;
    for block in page.blocks().filter(Block::is_run) {
        if session.as_ref().is_none_or(|(section, _)| *section != block.section) {
            session = Some((block.section, Session::new()?));
        }
        let Some((_, session)) = &session else { continue };
        for command in block.commands() {
            act(&block, &command, session)?;
        }
    }
    Ok(())
}

/// Pages with one fault each are found out, and the same page without is not.
fn what_is_wrong_is_found() -> Result<(), Failure> {
    let page = |text: &str| Page::new(Path::new("made-up.md"), text.to_owned());
    let sound = "```console\n$ parbake app.mjs\nHello, Ada!\n...\n$ parbake cache ls greet.mjs\nNo entries.\n```\n\n\
                 ## Another section\n\n```console\n$ parbake cache stats\n...\nruns       0\n...\n```\n";
    check(&page(sound))?;
    for (from, to) in [
        ("Ada", "Eve"),
        ("Hello, Ada!\n...\n", "Hello, Ada!\n"),
        ("Hello, Ada!\n...\n", "...\nHello, Ada!\n"),
        ("No entries.\n", "No entries.\nAnd more.\n"),
        ("runs       0", "runs       1"),
        ("$ parbake app.mjs", "$ parbake --cache=require app.mjs"),
        ("```console\n$ parbake cache", "```\nparbake cache"),
        ("```console\n$ parbake cache", "```sh\n$ parbake cache"),
    ] {
        let text = sound.replacen(from, to, 1);
        if text == sound || check(&page(&text)).is_ok() {
            return Err(format!("`{to}` in the place of `{from}` was not found").into());
        }
    }
    let links = links::targets("[a](b.md#c) [d](https://e) [f](g)\n```js\nx[0](y)\n```\n");
    if links != ["b.md#c", "g"] {
        return Err(format!("other links were found: {links:?}").into());
    }
    let dead = tempfile::Builder::new().suffix(".md").tempfile()?;
    for text in ["[a](nowhere.md)", "# Here\n[a](#there)"] {
        fs::write(dead.path(), text).map_err(at(dead.path()))?;
        if links::check(&[dead.path().to_owned()]).is_ok() {
            return Err(format!("{text} was not found").into());
        }
    }
    Ok(())
}
