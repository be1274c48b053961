//! The manual: that it is current where it is written down, and that man(1) has nothing to say against it.

use std::fs;
use std::process::Command;

use xtask::repository::root;

use crate::sandbox::Sandbox;

const GUIDE_MD: &str = "docs/guide.md";
const CLI_MD: &str = "docs/cli.md";

/// With `PARBAKE_UPDATE_EXPECTED=1`, the page is written instead, as other expectations are (tests/README.md).
#[test]
fn the_page_in_the_documents_is_what_the_command_prints() {
    let printed = Sandbox::new().run(&["man", "--format=markdown"]).stdout;
    if std::env::var_os("PARBAKE_UPDATE_EXPECTED").is_some_and(|value| value == "1") {
        fs::write(root().join(CLI_MD), &printed).unwrap();
    }
    let is_current = fs::read_to_string(root().join(CLI_MD)).unwrap() == printed;
    assert!(is_current, "docs/cli.md is out of date: PARBAKE_UPDATE_EXPECTED=1 writes it");
}

/// The guide has every command of the cache and every option of a run.
#[test]
fn the_guide_leaves_nothing_out() {
    let manual = Sandbox::new().run(&["man", "--format=markdown"]).stdout;
    let guide = fs::read_to_string(root().join(GUIDE_MD)).unwrap();
    let commands = manual.lines().filter_map(|line| line.strip_prefix("### cache "));
    let missing: Vec<_> = commands.filter(|command| !guide.contains(&format!("cache {command}"))).collect();
    assert_eq!(missing, Vec::<&str>::new(), "commands");
    let (_, options) = manual.split_once("## Options\n").unwrap();
    let (options, _) = options.split_once("\n## ").unwrap();
    let names = options.lines().filter_map(|line| line.strip_prefix("- `")?.split_once("--")).map(|(_, name)| {
        let name = name.trim_start_matches("[no-]");
        name.split(|c: char| c != '-' && !c.is_ascii_alphanumeric()).next().unwrap_or_default()
    });
    let is_missing = |name: &&str| !guide.contains(&format!("--{name}")) && !guide.contains(&format!("--no-{name}"));
    assert_eq!(names.filter(is_missing).collect::<Vec<_>>(), Vec::<&str>::new(), "options");
}

#[test]
fn the_man_page_is_one() {
    let sandbox = Sandbox::new();
    let page = sandbox.run(&["man"]).stdout;
    let path = sandbox.root().join("parbake.1");
    fs::write(&path, &page).unwrap();
    let Ok(shown) = Command::new("man").args(["--warnings", "-l"]).arg(&path).env("MANWIDTH", "80").output() else {
        eprintln!("man is not installed: the page is not rendered");
        return;
    };
    let text = String::from_utf8_lossy(&shown.stdout);
    assert_eq!(String::from_utf8_lossy(&shown.stderr), "");
    for part in ["NAME", "parbake - run JavaScript programs", "cache inspect", "EXIT STATUS"] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}
