//! Builds the C++ shim against the headers of the engine that `mozjs_sys` has just built, and fixes the build id.

use std::path::{Path, PathBuf};
use std::{env, fs};

const SHIM_SOURCES: [&str; 12] = [
    "async_context.cpp",
    "buffers.cpp",
    "context.cpp",
    "inspect.cpp",
    "jobs.cpp",
    "modules.cpp",
    "source_hook.cpp",
    "stack.cpp",
    "star_exports.cpp",
    "stencil.cpp",
    "stencil_metadata.cpp",
    "values.cpp",
];
const SHIM_HEADERS: [&str; 4] = ["abi.h", "async_context.h", "context.h", "stencil_metadata.h"];

fn main() {
    let engine = EngineBuild::find();
    compile_shim(&engine);
    println!("cargo:rustc-env=PARBAKE_BUILD_ID={}", build_id(&engine));
}

/// Where `mozjs_sys` left its objects and headers.
struct EngineBuild {
    build: PathBuf,
    sources: PathBuf,
}

impl EngineBuild {
    /// `mozjs_sys` prints no paths for its dependents, so they are found where cargo puts build output: beside our own.
    /// A target directory that has seen several feature sets holds several; the newest is the one just built.
    fn find() -> Self {
        let out_dir = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
        let builds = out_dir.ancestors().nth(2).expect("OUT_DIR is <target>/build/<package>/out");
        let build = fs::read_dir(builds)
            .expect("cargo's build directory can be listed")
            .filter_map(|entry| Some(entry.ok()?.path().join("out/build")))
            .filter(|path| path.join("dist/include/jsapi.h").exists())
            .max_by_key(|path| fs::metadata(path.join("js/src/js-confdefs.h")).and_then(|m| m.modified()).ok())
            .expect("mozjs_sys was built from source (MOZJS_FROM_SOURCE=1), so its headers are there");
        let jsapi = fs::canonicalize(build.join("dist/include/jsapi.h")).expect("headers link to the engine's sources");
        let sources = jsapi.parent().expect("jsapi.h stands in js/src").to_path_buf();
        Self { build, sources }
    }

    fn library(&self) -> PathBuf {
        self.build.join("js/src/build/libjs_static.a")
    }
}

/// The flags are those of the engine's own build: its headers change layout with them.
fn compile_shim(engine: &EngineBuild) {
    let mut build = cc::Build::new();
    build
        .cpp(true)
        .std("gnu++20")
        .pic(true)
        .warnings(false)
        .flag("-fno-rtti")
        .flag("-fno-exceptions")
        .flag("-fno-sized-deallocation")
        .flag("-Wno-invalid-offsetof")
        .define("STATIC_JS_API", None)
        .define("MOZ_HAS_MOZGLUE", None)
        .flag("-include")
        .flag(engine.build.join("js/src/js-confdefs.h").to_str().expect("build paths are UTF-8"))
        .include(engine.build.join("dist/include"))
        .include(engine.build.join("js/src"))
        .include(&engine.sources)
        .include("shim");
    if let Some(encoding) = env::var_os("DEP_ENCODING_C_MEM_INCLUDE_DIR") {
        build.include(encoding);
    }
    for source in SHIM_SOURCES {
        build.file(Path::new("shim").join(source));
    }
    build.compile("parbake_shim");
}

/// BLAKE3 over everything that decides what bytecode means: the engine as built, the glue around it, and the target.
fn build_id(engine: &EngineBuild) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env::var("TARGET").expect("cargo sets TARGET").as_bytes());
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    let mut files = vec![engine.library(), engine.build.join("js/src/js-confdefs.h")];
    files.extend(SHIM_SOURCES.iter().chain(&SHIM_HEADERS).map(|name| Path::new("shim").join(name)));
    files.extend(["src/frontend.rs", "src/process.rs"].map(PathBuf::from));
    for file in files {
        println!("cargo:rerun-if-changed={}", file.display());
        let bytes = fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(&bytes);
    }
    println!("cargo:rerun-if-changed=build.rs");
    hasher.finalize()
}
