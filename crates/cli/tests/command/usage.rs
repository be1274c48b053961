//! Help, versions, mistakes.

use crate::sandbox::Sandbox;

#[test]
fn help_goes_to_stdout() {
    let sandbox = Sandbox::new();
    for arguments in [&["--help"][..], &["-h"], &["help"], &["--cache=ro", "--help"]] {
        let ran = sandbox.run(arguments);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{arguments:?}");
        assert!(ran.stdout.starts_with("parbake runs"), "{arguments:?}: {}", ran.stdout);
        assert!(ran.stdout.contains("\nExamples:\n  parbake app.mjs"), "{arguments:?}: {}", ran.stdout);
        assert!(ran.stdout.contains("\nCommands:\n"), "{arguments:?}: {}", ran.stdout);
    }
}

#[test]
fn a_command_is_explained_either_way() {
    let sandbox = Sandbox::new();
    let asked = sandbox.run(&["help", "cache", "inspect"]);
    assert!(asked.stdout.contains("Usage:\n  parbake cache inspect [OPTIONS] TARGET\n"), "{}", asked.stdout);
    assert!(asked.stdout.contains("--hex") && !asked.stdout.contains("--dry-run"), "{}", asked.stdout);
    assert_eq!(sandbox.run(&["cache", "inspect", "--help"]).stdout, asked.stdout);
    assert_eq!(sandbox.run(&["--help", "cache", "inspect"]).stdout, asked.stdout);
    assert!(sandbox.run(&["help", "cache"]).stdout.contains("cache clean"));
}

#[test]
fn nothing_to_do_is_a_mistake_that_shows_how_to_begin() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    assert!(ran.stderr.contains("Usage:\n  parbake [OPTIONS] FILE [ARGS...]\n"), "{}", ran.stderr);
    let ran = sandbox.run(&["cache"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    assert!(ran.stderr.contains("  cache clean "), "{}", ran.stderr);
}

#[test]
fn versions_come_as_text_and_as_json() {
    let sandbox = Sandbox::new();
    let text = sandbox.run(&["--version"]);
    assert_eq!((text.code, text.stdout), (Some(0), format!("parbake {}\n", env!("CARGO_PKG_VERSION"))));
    assert_eq!(sandbox.run(&["-V"]).stdout, sandbox.run(&["--version"]).stdout);
    let json = sandbox.run(&["--version=json"]).stdout;
    assert!(json.starts_with(r#"{"schema":1,"version":""#), "{json}");
    assert_eq!(json.lines().count(), 1, "{json}");
}

#[test]
fn mistakes_exit_with_2_and_offer_one_thing_to_try() {
    let sandbox = Sandbox::new();
    for (arguments, stderr) in [
        (&["--cache-dri=x", "a.mjs"][..], "error: unknown option `--cache-dri`\nhelp: did you mean `--cache-dir`?\n"),
        (&["cache", "claen"], "error: unknown command `cache claen`\nhelp: did you mean `cache clean`?\n"),
        (
            &["cache", "dir", "--hex"],
            "error: `cache dir` has no option `--hex`\nhelp: `parbake help cache dir` lists its options\n",
        ),
        (
            &["--cache=maybe", "a.mjs"],
            "error: `maybe` is no value for `--cache`: expected rw, ro, refresh, off or require\n\
             help: `parbake --help` lists the commands and options\n",
        ),
        (
            &["help", "baking"],
            "error: there is no command `baking` to explain\nhelp: `parbake --help` lists the commands and options\n",
        ),
        (&["run"], "error: `run` needs FILE\nhelp: `parbake help run` lists its options\n"),
    ] {
        let ran = sandbox.run(arguments);
        assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (Some(2), "", stderr), "{arguments:?}");
    }
}

#[test]
fn variables_are_as_strict_as_flags() {
    let ran = Sandbox::new().run_with(&["a.mjs"], &[("PARBAKE_NO_CACHE", "disable")]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    assert!(ran.stderr.contains("the environment variable `PARBAKE_NO_CACHE`: expected 1, true"), "{}", ran.stderr);
}

#[test]
fn colour_is_decided_by_flag_then_variables() {
    let sandbox = Sandbox::new();
    let is_coloured = |arguments: &[&str], variables: &[(&str, &str)]| {
        sandbox.run_with(arguments, variables).stdout.contains('\u{1b}')
    };
    assert!(!is_coloured(&["--help"], &[]));
    assert!(is_coloured(&["--help", "--color=always"], &[("NO_COLOR", "1")]));
    assert!(is_coloured(&["--help"], &[("FORCE_COLOR", "1")]));
    assert!(!is_coloured(&["--help"], &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]));
    assert!(!is_coloured(&["--help", "--color", "never"], &[("FORCE_COLOR", "1")]));
}
