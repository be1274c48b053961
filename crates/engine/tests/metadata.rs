//! What an entry says about a module is what the engine links: for every fixture and every installed npm program.
//!
//! The parser's records go through an entry (written, sealed, validated, read), the bytecode goes through the decoder, and
//! both are compared with the records of the live module that the engine makes of it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use parbake_bmes::{EntryKey, EntryParts, Kind, TagKey, deserialize_metadata, generate};
use parbake_engine::{
    CompileOptions, Context, ContextOptions, DynamicImport, Engine, Frontend, Goal, Host, Local, ModuleId, Scope,
    Thrown, build_id,
};

const STACK_BYTES: usize = 4 << 20;

/// A test thread has 2 MiB of stack; deeply nested fixtures want more.
const THREAD_STACK_BYTES: usize = 16 << 20;

struct NoHost;

impl Host for NoHost {
    fn global<'s>(&self, scope: &mut Scope<'s>, _: usize) -> Result<Local<'s>, Thrown> {
        Ok(scope.undefined())
    }
    fn dynamic_import(&self, _: &mut Scope<'_>, _: DynamicImport) {}
    fn import_meta(&self, _: &mut Scope<'_>, _: Option<ModuleId>, _: Local<'_>) -> Result<(), Thrown> {
        Ok(())
    }
    fn rejection(&self, _: &mut Scope<'_>, _: Local<'_>, _: bool) {}
    fn job_failed(&self, _: &mut Scope<'_>, _: Local<'_>) {}
    fn source(&self, _: &str) -> Option<String> {
        None
    }
}

#[test]
fn entries_say_what_the_engine_links() {
    let checked = std::thread::Builder::new().stack_size(THREAD_STACK_BYTES).spawn(check_all).expect("a thread");
    let (modules, requests) = checked.join().expect("every module agrees");
    println!("{modules} modules, {requests} requests");
    assert!(modules >= 50, "the fixtures alone are more than {modules}");
    assert!(requests >= 20, "the fixtures alone request more than {requests}");
}

/// Numbers of modules and of their requests.
fn check_all() -> (usize, usize) {
    let engine = Engine::start();
    let options = ContextOptions { self_hosted: &[], globals: &[], stack_bytes: STACK_BYTES };
    let mut context = Context::new(engine, &options);
    context.attach(Rc::new(NoHost));
    let mut frontend = Frontend::new(&engine, STACK_BYTES);
    let mut files = Vec::new();
    for root in roots() {
        find_modules(&root, &mut files);
    }
    let mut counts = (0, 0);
    for file in files {
        if let Some(requests) = check(&mut context, &mut frontend, &file) {
            counts = (counts.0 + 1, counts.1 + requests);
        }
    }
    counts
}

/// The fixtures, and the npm programs where they are installed (beside the build, see `cargo xtask programs`).
fn roots() -> Vec<PathBuf> {
    let repository = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../..");
    let mut roots = vec![repository.join("tests/cases")];
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target directory");
    let beside = fs::read_dir(target).into_iter().flatten().flatten().map(|entry| entry.path());
    roots.extend(
        beside.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("programs-"))),
    );
    roots
}

fn find_modules(directory: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        let path = entry.path();
        if kind.is_dir() {
            find_modules(&path, files);
        } else if kind.is_file() && path.extension().is_some_and(|extension| extension == "mjs" || extension == "js") {
            files.push(path);
        }
    }
}

/// The number of requests; `None` for texts that are no modules (CommonJS that needs sloppy mode, fixtures of errors).
fn check(context: &mut Context, frontend: &mut Frontend, file: &Path) -> Option<usize> {
    let text = String::from_utf8(fs::read(file).ok()?).ok()?;
    let options = CompileOptions { goal: Goal::Module, lazy_source: true, discard_source: false };
    let stencil = frontend.compile(&text, &options).ok()?;
    let parsed = stencil.metadata().expect("a module has metadata");
    let tag = TagKey::new([9; 32]);
    let parts = EntryParts { metadata: Some(&parsed), ..EntryParts::new(Kind::Module, build_id(), EntryKey([0; 32])) };
    let entry = generate(&parts, &tag).expect("consistent");
    let read = deserialize_metadata(&entry, &tag).expect("just written").expect("just given").to_owned();
    assert_eq!(read, parsed, "{}", file.display());

    let code = frontend.encode(&stencil)?;
    let decoded = frontend.decode_embedded(aligned(&code)).expect("of this build");
    let live = context.enter(|scope| {
        let module = scope.instantiate(&decoded, ModuleId::new(0).expect("small")).expect("memory");
        scope.module_metadata(module).expect("a module")
    });
    assert_eq!(live, read, "{}", file.display());
    Some(read.requests.len())
}

/// The engine uses bytecode in place, for ever. The allocator aligns to 16 what is larger than that.
fn aligned(code: &[u8]) -> &'static [u8] {
    code.to_vec().leak()
}
