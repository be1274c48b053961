//! The completions, tried in the shells they are for. A shell that is not installed is not tried, and that is said.

use std::fs;
use std::process::Command;

use crate::sandbox::Sandbox;

/// The script for a shell, in a sandbox with a file and a directory; none where the shell is missing.
fn prepare(shell: &str) -> Option<Sandbox> {
    let Ok(output) = Command::new(shell).arg("--version").output() else {
        eprintln!("{shell} is not installed: its completions are not tried");
        return None;
    };
    assert!(output.status.success());
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["completions", shell]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    fs::write(sandbox.root().join("script"), ran.stdout).unwrap();
    fs::write(sandbox.root().join("two words.mjs"), "").unwrap();
    fs::create_dir(sandbox.root().join("folder")).unwrap();
    Some(sandbox)
}

fn output(command: &mut Command) -> String {
    let output = command.output().expect("a shell that is installed");
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {text}");
    text
}

/// What bash offers for words that it has split, one offer a line.
fn bash(sandbox: &Sandbox, words: &[&str]) -> Vec<String> {
    let program =
        r#"source ./script; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _parbake; printf '%s\n' "${COMPREPLY[@]}""#;
    let mut command = Command::new("bash");
    command.args(["--norc", "-c", program, "bash"]).args(words).current_dir(sandbox.root());
    output(&mut command).lines().map(str::to_owned).collect()
}

#[test]
fn bash_offers_what_the_tables_have() {
    let Some(sandbox) = prepare("bash") else { return };
    let offers = |words: &[&str]| bash(&sandbox, words);
    assert_eq!(offers(&["parbake", "cach"]), ["cache"]);
    assert_eq!(offers(&["parbake", "cache", "inspe"]), ["inspect"]);
    assert_eq!(offers(&["parbake", "cache", "inspect", "--he"]), ["--hex", "--help"]);
    assert_eq!(offers(&["parbake", "--cache", "=", "r"]), ["rw", "ro", "refresh", "require"]);
    assert_eq!(offers(&["parbake", "--cache", "r"]), ["rw", "ro", "refresh", "require"]);
    assert_eq!(offers(&["parbake", "--cache-dir", ""]), ["folder"]);
    assert_eq!(offers(&["parbake", "completions", ""]), ["bash", "zsh", "fish"]);
    assert_eq!(offers(&["parbake", "two w"]), ["two words.mjs"]);
    // What belongs to the program is not ours to know.
    assert_eq!(offers(&["parbake", "a.mjs", "--cache"]), [""]);
    assert_eq!(offers(&["parbake", "a.mjs", "two"]), ["two words.mjs"]);
}

#[test]
fn fish_offers_what_the_tables_have() {
    let Some(sandbox) = prepare("fish") else { return };
    let offers = |line: &str| {
        let mut command = Command::new("fish");
        command.args(["--no-config", "-c", &format!("source ./script; complete -C '{line}'")]);
        let text = output(command.current_dir(sandbox.root()).env("HOME", sandbox.root()));
        text.lines().map(|line| line.split('\t').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(offers("parbake cach"), ["cache"]);
    assert_eq!(offers("parbake cache inspe"), ["inspect"]);
    assert_eq!(offers("parbake cache inspect --he"), ["--help", "--hex"]);
    assert_eq!(offers("parbake --cache=ref"), ["--cache=refresh"]);
    assert_eq!(offers("parbake --cache ref"), ["refresh"]);
    assert_eq!(offers("parbake --cache-dir f"), ["folder/"]);
    assert_eq!(offers("parbake completions "), ["bash", "fish", "zsh"]);
    assert_eq!(offers("parbake a.mjs --cache"), [""; 0]);
    assert_eq!(offers("parbake a.mjs two"), ["two words.mjs"]);
}

#[test]
fn zsh_offers_what_the_tables_have() {
    let Some(sandbox) = prepare("zsh") else { return };
    let driver = xtask::repository::root().join("crates/cli/tests/command/completions.zsh");
    let pairs = [
        ["parbake cache inspe", "parbake cache inspect"],
        ["parbake cache inspect --im", "parbake cache inspect --imports"],
        ["parbake --cache=ref", "--cache=refresh"],
        ["parbake --cache ref", "refresh"],
        ["parbake --cache-dir f", "folder/"],
        ["parbake completions ", "zsh"],
        ["parbake a.mjs two", "two\\ words.mjs"],
    ];
    let mut command = Command::new("zsh");
    command.arg("-f").arg(driver).arg("./script").args(pairs.as_flattened()).current_dir(sandbox.root());
    output(command.env("TERM", "dumb").env("HOME", sandbox.root()));
}

#[test]
fn a_shell_nobody_writes_completions_for_is_a_mistake() {
    let ran = Sandbox::new().run(&["completions", "tcsh"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    assert!(
        ran.stderr.starts_with("error: `tcsh` is no value for SHELL: expected bash, zsh or fish\n"),
        "{}",
        ran.stderr
    );
}
