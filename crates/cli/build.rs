//! How the command is linked on Linux: what a start pays for before `main` (docs/performance.md has the figures).

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Functions in the order in which programs first call them, one mangled name a line: `cargo xtask startup-order` writes it.
const STARTUP_ORDER: &str = "startup-order.txt";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={STARTUP_ORDER}");
    println!("cargo:rerun-if-env-changed=CC");
    if env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux") {
        // 48,000 relative relocations, and a private copy of every page that has one.
        link_argument("-no-pie");
        link_runtimes_statically();
    }
    if env::var("TARGET").is_ok_and(|target| target == "x86_64-unknown-linux-gnu") && rustc_links_with_lld() {
        order_functions();
    }
}

/// The C++ and unwinding libraries become part of the executable: looking up the symbols of their shared versions takes
/// longer than anything else that the dynamic linker does.
///
/// Both are asked for by others (`-lstdc++`, `-lgcc_s`), so a directory that is searched first has archives of these names.
fn link_runtimes_statically() {
    let archives = ["libstdc++.a", "libgcc_eh.a", "libgcc.a"].map(compiler_file);
    let [Some(cpp), Some(unwinder), Some(builtins)] = archives else { return };
    let directory = out_dir().join("static");
    fs::create_dir_all(&directory).expect("OUT_DIR can be written");
    // Linker scripts: they are read wherever an archive is expected.
    let group = |files: &[&Path]| {
        let files: Vec<String> = files.iter().map(|file| format!("\"{}\"", file.display())).collect();
        format!("GROUP ( {} )\n", files.join(" "))
    };
    fs::write(directory.join("libstdc++.a"), group(&[&cpp])).expect("OUT_DIR can be written");
    fs::write(directory.join("libgcc_s.a"), group(&[&unwinder, &builtins])).expect("OUT_DIR can be written");
    link_argument(&format!("-L{}", directory.display()));
}

/// A file of the C compiler's installation, if it has it.
fn compiler_file(name: &str) -> Option<PathBuf> {
    // The linker is called through `cc`, which brings its own libraries.
    let output = Command::new("cc").arg(format!("-print-file-name={name}")).output().ok()?;
    let path = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim());
    path.is_absolute().then_some(path).filter(|path| path.is_file())
}

/// Functions that run at start stand together, so that a start touches few pages of a large executable.
fn order_functions() {
    // A copy: another checkout with the same target directory takes this script's output as it is.
    let order = out_dir().join(STARTUP_ORDER);
    fs::copy(STARTUP_ORDER, &order).expect("OUT_DIR can be written");
    link_argument(&format!("-Wl,--symbol-ordering-file={}", order.display()));
    // Names of another version of the engine are no mistake, only of no use.
    link_argument("-Wl,--no-warn-symbol-ordering");
}

/// rustc's own LLD is its linker on x86-64 Linux; distributions may have built it without.
fn rustc_links_with_lld() -> bool {
    let rustc = env::var_os("RUSTC").expect("cargo sets RUSTC");
    let Ok(output) = Command::new(rustc).args([OsStr::new("--print"), OsStr::new("sysroot")]).output() else {
        return false;
    };
    let sysroot = String::from_utf8_lossy(&output.stdout);
    Path::new(sysroot.trim()).join("lib/rustlib/x86_64-unknown-linux-gnu/bin/gcc-ld/ld.lld").is_file()
}

fn out_dir() -> PathBuf {
    PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"))
}

fn link_argument(argument: &str) {
    println!("cargo:rustc-link-arg-bins={argument}");
}
