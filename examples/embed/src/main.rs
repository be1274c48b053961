//! Runs an ES module and what it imports by relative paths, with the global `print`; nothing is parsed the second time.

use std::collections::HashMap;
use std::ffi::CString;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use parbake_bmes::{Digest, EntryParts, Kind, Request, Source};
use parbake_cache::{Cache, Config, KeyInput, Outcome};
use parbake_engine::{
    Arguments, CompileOptions, Context, ContextOptions, Engine, Frontend, Goal, Host, LazyGlobal, Local, ModuleId,
    Scope, Stencil, Thrown, build_id,
};

const STACK_BYTES: usize = 1 << 20;
const GLOBALS: &[LazyGlobal] = &[LazyGlobal { name: c"print", enumerable: true }];

struct Loader<'s> {
    cache: Cache,
    frontend: Frontend,
    modules: HashMap<PathBuf, Local<'s>>,
    hits: usize,
}

impl<'s> Loader<'s> {
    /// A module, and everything it imports.
    fn load(&mut self, scope: &mut Scope<'s>, path: &Path) -> Result<Local<'s>, Thrown> {
        if let Some(&module) = self.modules.get(path) {
            return Ok(module);
        }
        let (mut stencil, requests) = self.stencil(path).map_err(|message| scope.throw_type_error(&message))?;
        self.frontend.name(&mut stencil, &CString::new(path.as_os_str().as_encoded_bytes()).unwrap_or_default());
        let id = ModuleId::new(self.modules.len() as u32);
        let module = scope.instantiate(&stencil, id.expect("fewer than 2^31 modules"))?;
        self.modules.insert(path.to_owned(), module);
        let targets = requests.iter().map(|request| self.load(scope, &path.with_file_name(&request.specifier)));
        let targets: Vec<_> = targets.collect::<Result<_, _>>()?;
        scope.set_requested_modules(module, &targets)?;
        Ok(module)
    }

    /// From the cache if it has the text's bytecode; otherwise compiled, and kept for the next time.
    fn stencil(&mut self, path: &Path) -> Result<(Stencil, Vec<Request>), String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let digest = Digest::of(text.as_bytes());
        let key = KeyInput { source: digest, kind: Kind::Module, build_id: build_id(), options: b"" }.key();
        if let Outcome::Hit(loaded) = self.cache.lookup(&key) {
            // Bytecode is used in place until the process ends.
            let entry = Box::leak(Box::new(loaded)).entry();
            if let (Some(stencil), Some(metadata)) = (self.frontend.decode(entry), entry.metadata()) {
                self.hits += 1;
                return Ok((stencil, metadata.requests().map(|request| request.to_owned()).collect()));
            }
        }
        let options = CompileOptions { goal: Goal::Module, lazy_source: false, discard_source: false };
        let stencil = self.frontend.compile(&text, &options).map_err(|error| error.message)?;
        let metadata = stencil.metadata().ok_or("not a module")?;
        // What is not kept is compiled again the next time.
        let _ = self.cache.publish(&EntryParts {
            metadata: Some(&metadata),
            bytecode: self.frontend.encode(&stencil).as_deref(),
            source: Some(Source::File { digest, length: text.len() as u64 }),
            ..EntryParts::new(Kind::Module, build_id(), key)
        });
        Ok((stencil, metadata.requests))
    }
}

fn main() {
    let [cache, state, file] = [1, 2, 3].map(|place| std::env::args().nth(place).expect("CACHE_DIR STATE_DIR FILE"));
    let engine = Engine::start();
    let options = ContextOptions { self_hosted: &[], globals: GLOBALS, stack_bytes: STACK_BYTES };
    let mut context = Context::new(engine, &options);
    context.attach(Rc::new(Embedder));
    let failed = context.enter(|scope| {
        let cache = Cache::open(Config::new(Some(cache.into()), Some(state.into()), build_id()));
        let (frontend, modules) = (Frontend::new(&engine, STACK_BYTES), HashMap::new());
        let mut loader = Loader { cache, frontend, modules, hits: 0 };
        let loaded = loader.load(scope, file.as_ref());
        let ran = loaded.and_then(|module| scope.link(module).and_then(|()| scope.evaluate(module)));
        eprintln!("{} modules, {} from the cache", loader.modules.len(), loader.hits);
        let error = ran.err().map(|thrown| scope.take_exception(thrown));
        error.inspect(|error| eprintln!("{}", scope.to_string(*error).unwrap_or_default())).is_some()
    });
    context.run_jobs();
    Engine::exit(i32::from(failed))
}

struct Embedder;
impl Host for Embedder {
    fn global<'s>(&self, scope: &mut Scope<'s>, _: usize) -> Result<Local<'s>, Thrown> {
        let nothing = scope.undefined();
        scope.native(c"print", print, 1, nothing)
    }
}
fn print<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    println!("{}", scope.to_string(arguments.get(0))?);
    Ok(scope.undefined())
}
