//! Any text as a `package.json`, and any specifier that asks for something in that package: an answer or an error.
//!
//! The first line is the specifier, the rest the manifest.
#![no_main]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use parbake_loader::{ModuleType, Resolver, ResolverOptions};
use tempfile::TempDir;

/// A package in memory, and a module that asks for it.
static PLACE: LazyLock<(TempDir, PathBuf, String)> = LazyLock::new(|| {
    let root = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a temporary directory");
    let package = root.path().join("node_modules/pkg");
    fs::create_dir_all(package.join("lib")).expect("a directory");
    for name in ["index.js", "lib/a.js", "lib/b.mjs", "lib/c.cjs", "lib/d.json"] {
        fs::write(package.join(name), "export {};").expect("a file");
    }
    let manifest = package.join("package.json");
    let referrer = parbake_loader::file_url_from_path(&package.join("lib/a.js"));
    (root, manifest, referrer)
});

fuzz_target!(|bytes: &[u8]| {
    let end = bytes.iter().position(|&byte| byte == b'\n').unwrap_or(0);
    let (specifier, manifest) = bytes.split_at(end);
    let Ok(specifier) = std::str::from_utf8(specifier) else { return };
    let (_, path, referrer) = &*PLACE;
    fs::write(path, manifest).expect("room for a manifest");
    let options = ResolverOptions { conditions: vec!["custom".to_owned()], ..ResolverOptions::default() };
    let resolver = Resolver::new(options);
    match resolver.resolve(specifier, referrer, ModuleType::JavaScript) {
        Ok(resolved) => assert!(!resolved.url.is_empty()),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
