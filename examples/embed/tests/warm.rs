//! The second run of the example parses nothing.

use std::fs;
use std::process::Command;

#[test]
fn the_second_run_is_served_by_the_cache() {
    let root = tempfile::tempdir().unwrap();
    let file = |name: &str| root.path().join(name);
    fs::write(file("main.mjs"), "import { a } from './a.mjs';\nprint(a + 1);\n").unwrap();
    fs::write(file("a.mjs"), "export const a = 41;\n").unwrap();
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parbake-example-embed"));
        let output = command.args([file("cache"), file("state"), file("main.mjs")]).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(run(), ("42\n".to_owned(), "2 modules, 0 from the cache\n".to_owned()));
    assert_eq!(run(), ("42\n".to_owned(), "2 modules, 2 from the cache\n".to_owned()));
    fs::write(file("a.mjs"), "export const a = 1;\n").unwrap();
    assert_eq!(run(), ("2\n".to_owned(), "2 modules, 1 from the cache\n".to_owned()));
}
