//! Ctrl-C in the middle of a command: what it was writing is there whole, or not at all.

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use crate::sandbox::Sandbox;

const SIGINT: i32 = 2;

/// Modules of the program: enough to be in the middle of them.
const MODULES: usize = 400;

/// When the signal comes, in milliseconds: before, during and after the work, wherever these are on this machine.
const DELAYS: [u64; 7] = [1, 4, 10, 20, 35, 60, 100];

fn program() -> Sandbox {
    let sandbox = Sandbox::new();
    let root = sandbox.root();
    for number in 0..MODULES {
        let work = format!("export function f{number}(x) {{ return x ? f{number}(x - 1) + 1 : {number}; }}\n");
        fs::write(root.join(format!("m{number}.mjs")), work).unwrap();
    }
    let imports: String =
        (0..MODULES).map(|number| format!("import {{ f{number} }} from './m{number}.mjs';\n")).collect();
    fs::write(root.join("main.mjs"), format!("{imports}console.log(f{}(0));\n", MODULES - 1)).unwrap();
    sandbox
}

/// Starts a command, sends it SIGINT after a while, and waits for its end.
fn interrupted(sandbox: &Sandbox, arguments: &[&str], delay: u64) -> ExitStatus {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parbake"));
    command.args(arguments).current_dir(sandbox.root()).env_clear().env("HOME", sandbox.root());
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    thread::sleep(Duration::from_millis(delay));
    // It may have ended by itself; until it is waited for, its number is its own.
    Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status().unwrap();
    child.wait().unwrap()
}

fn entries_of(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).into_iter().flatten();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn nothing_is_half_done() {
    let sandbox = program();
    let out = sandbox.root().join("out");
    fs::create_dir(&out).unwrap();
    assert_eq!(sandbox.run(&["cache", "export", "main.mjs", "-o", "carried.pack"]).code, Some(0));
    let commands = [
        &["cache", "compile", "--refresh", "main.mjs"][..],
        &["cache", "export", "main.mjs", "-o", "out/main.pack"],
        &["cache", "import", "carried.pack"],
        &["cache", "verify"],
        &["cache", "clean"],
        &["main.mjs"],
    ];
    let mut stopped = 0;
    for command in commands {
        for delay in DELAYS {
            let status = interrupted(&sandbox, command, delay);
            assert!(status.signal() == Some(SIGINT) || status.success(), "{command:?} after {delay} ms: {status:?}");
            stopped += usize::from(status.signal() == Some(SIGINT));
            let verified = sandbox.run(&["cache", "verify"]);
            assert_eq!(verified.code, Some(0), "{command:?} after {delay} ms: {verified:?}");
            if out.join("main.pack").exists() {
                let inspected = sandbox.run(&["cache", "inspect", "out/main.pack"]);
                assert_eq!(inspected.code, Some(0), "{command:?} after {delay} ms: {inspected:?}");
            }
            let ran = sandbox.run(&["--cache=ro", "main.mjs"]);
            assert_eq!((ran.code, ran.stdout), (Some(0), format!("{}\n", MODULES - 1)), "{command:?} after {delay} ms");
        }
    }
    assert!(stopped > commands.len(), "hardly anything was interrupted: {stopped}");
    assert_eq!(sandbox.run(&["cache", "export", "main.mjs", "-o", "out/main.pack"]).code, Some(0));
    assert_eq!(entries_of(&out), ["main.pack"]);
}
