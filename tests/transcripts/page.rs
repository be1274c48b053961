//! `docs/node-compat.md`: what is there of each built-in module and what differs, out of the transcripts.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use super::transcript::{Case, Transcript};
use super::{module_of, paths, read};
use crate::harness::expectation::difference;
use crate::harness::{Failure, at, is_updating};

const HEAD: &str = "\
# Built-in modules and Node.js

For each built-in module: how many of its names are there, how many snippets of `tests/built-ins` give what Node.js gives,
and every difference with its reason. This page is written from these files by the tests; `tests/README.md` says how.

*Names* counts what `require` of the module gives. A name that is *not there yet* can be imported where it is a function or
class; calling it throws `ERR_METHOD_NOT_IMPLEMENTED` with the name.

";

/// What the transcripts of one module say.
#[derive(Default)]
struct Module {
    names: usize,
    /// Names that cannot be used.
    absent: Vec<String>,
    cases: usize,
    /// Reason and snippet of each that differs, in the order of the files.
    differences: Vec<(String, String)>,
}

/// The page is what the transcripts say.
pub fn check_or_update() -> Result<(), Failure> {
    let path = page();
    let text = render(&modules()?);
    if is_updating() {
        return fs::write(&path, text).map_err(at(&path));
    }
    let present = fs::read_to_string(&path).map_err(at(&path))?;
    if present == text { Ok(()) } else { Err(difference("docs/node-compat.md", &text, &present).into()) }
}

fn page() -> PathBuf {
    xtask::repository::root().join("docs/node-compat.md")
}

fn modules() -> Result<BTreeMap<String, Module>, Failure> {
    let mut modules: BTreeMap<String, Module> = BTreeMap::new();
    for path in paths() {
        modules.entry(module_of(&path)).or_default().add(&read(&path)?);
    }
    Ok(modules)
}

impl Module {
    fn add(&mut self, transcript: &Transcript) {
        for case in &transcript.cases {
            self.cases += 1;
            if case.is_list() {
                self.add_list(case);
            }
            if case.difference.is_some() {
                self.differences.push((case.reason.join(" "), summary(case)));
            }
        }
    }

    fn add_list(&mut self, case: &Case) {
        let differing = case.difference.iter().flat_map(|text| text.lines());
        let (mut went, mut came) = (Vec::new(), BTreeMap::new());
        for line in differing {
            match (line.strip_prefix("- | "), line.strip_prefix("+ | ")) {
                (Some(line), _) => went.extend(export(line)),
                (_, Some(line)) => came.extend(export(line)),
                (None, None) => {}
            }
        }
        self.names +=
            case.node.lines().filter(|line| line.strip_prefix("| ").is_some_and(|l| export(l).is_some())).count();
        let is_absent = |name: &str| came.get(name).is_none_or(|what| what.starts_with("not implemented"));
        self.absent.extend(went.into_iter().map(|(name, _)| name).filter(|name| is_absent(name)).map(str::to_owned));
    }
}

/// Name and description of a property of the module itself, from a line such as `join: function join(0) wec`.
fn export(line: &str) -> Option<(&str, &str)> {
    line.split_once(": ").filter(|(name, _)| !name.contains('.') && *name != "module")
}

/// The snippet in one line; for a list, what is not as in Node.js.
fn summary(case: &Case) -> String {
    let Some(changes) = case.difference.as_ref().filter(|_| case.is_list()) else {
        return case.code.split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
    };
    let names = changes.lines().filter_map(|line| line.get(4..)?.split(": ").next());
    let mut names: Vec<&str> = names.filter(|name| !name.starts_with("import ")).collect();
    names.dedup();
    names.sort_unstable();
    names.dedup();
    names.join(", ")
}

fn render(modules: &BTreeMap<String, Module>) -> String {
    let mut page = HEAD.to_owned();
    write_table(&mut page, modules);
    for (name, module) in modules {
        if !module.absent.is_empty() || !module.differences.is_empty() {
            write_module(&mut page, name, module);
        }
    }
    page
}

fn write_table(page: &mut String, modules: &BTreeMap<String, Module>) {
    page.push_str("| module | names | snippets | differ |\n|---|---|---|---|\n");
    let (mut cases, mut differ) = (0, 0);
    for (name, module) in modules {
        let Module { names, absent, cases: own, differences } = module;
        let there = names - absent.len();
        writeln!(page, "| {name} | {there} of {names} | {own} | {} |", differences.len()).expect("strings grow");
        cases += own;
        differ += differences.len();
    }
    writeln!(page, "| all | | {cases} | {differ} |").expect("strings grow");
}

fn write_module(page: &mut String, name: &str, module: &Module) {
    writeln!(page, "\n## {name}\n").expect("strings grow");
    if !module.absent.is_empty() {
        writeln!(page, "Not there yet: {}.\n", code_list(&module.absent)).expect("strings grow");
    }
    let mut by_reason: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (reason, snippet) in &module.differences {
        by_reason.entry(reason).or_default().push(snippet);
    }
    for (reason, snippets) in by_reason {
        writeln!(page, "- {reason}").expect("strings grow");
        for snippet in snippets {
            writeln!(page, "  - {}", code(snippet)).expect("strings grow");
        }
    }
}

fn code_list(names: &[String]) -> String {
    names.iter().map(|name| code(name)).collect::<Vec<_>>().join(", ")
}

/// Markdown code, of a text that may have backticks itself.
fn code(text: &str) -> String {
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}
