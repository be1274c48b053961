//! The engine's face from outside: values, stencils, modules, source text, jobs.

use std::cell::{Cell, RefCell};
use std::ffi::CStr;
use std::rc::Rc;

use parbake_bmes::{EntryKey, EntryParts, ImportName, Kind, Metadata, TagKey, generate, validate};
use parbake_engine::{
    Arguments, CompileErrorKind, CompileOptions, Context, ContextOptions, DynamicImport, Engine, Frontend, Goal, Host,
    LazyGlobal, Local, ModuleId, PromiseState, Scope, Stencil, Thrown, build_id,
};

const STACK_BYTES: usize = 1 << 20;
const MODULE: CompileOptions = CompileOptions { goal: Goal::Module, lazy_source: true, discard_source: false };
const LAZY_FUNCTIONS: CompileOptions = CompileOptions { lazy_source: false, ..MODULE };

/// A host that gives out one global and one source text.
#[derive(Default)]
struct TestHost {
    source: RefCell<Option<String>>,
    sources_asked: Cell<u32>,
    rejected: Cell<u32>,
    meta_of: Cell<Option<ModuleId>>,
}

impl Host for TestHost {
    fn global<'s>(&self, scope: &mut Scope<'s>, index: usize) -> Result<Local<'s>, Thrown> {
        Ok(scope.number(40.0 + index as f64))
    }

    fn dynamic_import(&self, scope: &mut Scope<'_>, import: DynamicImport) {
        let reason = scope.string(&import.specifier).expect("memory");
        scope.fail_dynamic_import(&import.ticket, reason).expect("a pending promise can be rejected");
    }

    fn import_meta(&self, scope: &mut Scope<'_>, module: Option<ModuleId>, meta: Local<'_>) -> Result<(), Thrown> {
        self.meta_of.set(module);
        let url = scope.string("test:meta")?;
        scope.define(meta, c"url", url, true)
    }

    fn rejection(&self, _: &mut Scope<'_>, _: Local<'_>, handled: bool) {
        self.rejected.set(self.rejected.get() + u32::from(!handled));
    }

    fn job_failed(&self, _: &mut Scope<'_>, _: Local<'_>) {}

    fn source(&self, _: &str) -> Option<String> {
        self.sources_asked.set(self.sources_asked.get() + 1);
        self.source.borrow().clone()
    }
}

struct Test {
    context: Context,
    frontend: Frontend,
    host: Rc<TestHost>,
}

impl Test {
    fn new() -> Self {
        static GLOBALS: &[LazyGlobal] =
            &[LazyGlobal { name: c"forty", enumerable: true }, LazyGlobal { name: c"fortyOne", enumerable: false }];
        let engine = Engine::start();
        let host = Rc::new(TestHost::default());
        let options = ContextOptions { self_hosted: &[], globals: GLOBALS, stack_bytes: STACK_BYTES };
        let mut context = Context::new(engine, &options);
        context.attach(Rc::<TestHost>::clone(&host) as Rc<dyn Host>);
        Self { context, frontend: Frontend::new(&engine, STACK_BYTES), host }
    }

    fn compile(&mut self, text: &str, options: &CompileOptions) -> Stencil {
        self.frontend.compile(text, options).expect("the text is right")
    }

    /// Runs a module that imports nothing; reads its export `name` as text.
    fn export_of(&mut self, stencil: &Stencil, name: &CStr) -> String {
        let value = self.context.enter(|scope| {
            let module = scope.instantiate(stencil, ModuleId::new(7).expect("small"))?;
            scope.set_requested_modules(module, &[])?;
            scope.link(module)?;
            let promise = scope.evaluate(module)?;
            assert_eq!(scope.promise(promise).map(|(state, _)| state), Some(PromiseState::Fulfilled));
            let namespace = scope.namespace(module)?;
            let value = scope.get(namespace, name)?;
            scope.to_string(value)
        });
        value.expect("nothing throws")
    }
}

/// What the runtime does with bytecode: into an entry, sealed, validated, and from then on immortal.
fn through_an_entry(metadata: &Metadata, bytecode: &[u8]) -> parbake_bmes::Entry<'static> {
    let tag = TagKey::new([7; 32]);
    let parts = EntryParts {
        metadata: Some(metadata),
        bytecode: Some(bytecode),
        ..EntryParts::new(Kind::Module, build_id(), EntryKey([1; 32]))
    };
    let bytes = generate(&parts, &tag).expect("the metadata is consistent");
    // The allocator aligns to 16 what is larger than that, as the cache aligns to 8.
    validate(bytes.leak(), &tag).expect("just generated")
}

#[test]
fn values_live_through_collections() {
    let mut test = Test::new();
    test.context.enter(|scope| {
        let strings: Vec<_> = (0..1000).map(|i| scope.string(&format!("value {i}")).expect("memory")).collect();
        let kept = scope.persist(strings[500]);
        for _ in 0..3 {
            scope.collect_garbage();
        }
        for (i, &string) in strings.iter().enumerate() {
            assert_eq!(scope.to_string(string).expect("a string"), format!("value {i}"));
        }
        let recalled = scope.recall(&kept);
        assert!(scope.same_value(recalled, strings[500]));
    });
}

#[test]
fn bytecode_is_deterministic_and_runs_again() {
    let mut test = Test::new();
    let text = "import.meta; export const sum = [1, 2, 3].map((x) => x * 2).reduce((a, b) => a + b);";
    for options in [MODULE, LAZY_FUNCTIONS] {
        let first = test.compile(text, &options);
        let second = test.compile(text, &options);
        let code = test.frontend.encode(&first).expect("encodable");
        assert_eq!(test.frontend.encode(&second).as_deref(), Some(code.as_slice()));
        let metadata = first.metadata().expect("a module");
        let entry = through_an_entry(&metadata, &code);
        let decoded = test.frontend.decode(&entry).expect("of this build");
        assert_eq!(decoded.metadata(), Some(metadata));
        assert_eq!(test.export_of(&first, c"sum"), "12");
        assert_eq!(test.export_of(&decoded, c"sum"), "12");
    }
}

#[test]
fn code_without_text_asks_for_it_once() {
    let mut test = Test::new();
    let text = "export function f(a) { return a; } export const text = String(f) + String(f);";
    let mut stencil = test.compile(text, &MODULE);
    assert!(test.frontend.name(&mut stencil, c"test:text"));
    *test.host.source.borrow_mut() = Some(text.to_owned());
    assert_eq!(test.export_of(&stencil, c"text"), "function f(a) { return a; }".repeat(2));
    assert_eq!(test.host.sources_asked.get(), 1);
}

#[test]
fn code_whose_text_is_gone_looks_native() {
    let mut test = Test::new();
    let mut stencil = test.compile("export function f() {} export const text = String(f);", &MODULE);
    assert!(test.frontend.name(&mut stencil, c"test:gone"));
    let text = test.export_of(&stencil, c"text");
    assert!(text.contains("[native code]"), "{text}");
}

#[test]
fn a_stencil_is_named_once_and_stacks_show_it() {
    let mut test = Test::new();
    let mut stencil = test.compile("export const stack = new Error('here').stack;", &MODULE);
    assert!(test.frontend.name(&mut stencil, c"test:named"));
    assert!(!test.frontend.name(&mut stencil, c"test:again"));
    let stack = test.export_of(&stencil, c"stack");
    assert!(stack.contains("at test:named:1:22"), "{stack}");
}

#[test]
fn what_is_damaged_or_of_another_build_is_not_decoded() {
    let mut test = Test::new();
    let stencil = test.compile("export const a = 1;", &MODULE);
    let code = test.frontend.encode(&stencil).expect("encodable");
    let metadata = stencil.metadata().expect("a module");
    for cut in [0, 4, code.len() / 2, code.len() - 1] {
        let entry = through_an_entry(&metadata, &code[..cut]);
        assert!(test.frontend.decode(&entry).is_none(), "{cut} bytes");
    }
}

#[test]
fn the_records_of_parser_and_module_agree() {
    let mut test = Test::new();
    let text = "import d, { a as b, 'str ing' as s } from 'x'; import * as ns from 'y' with { type: 'json' };
        export * from 'z'; export * as all from 'x'; export { q as r } from 'z'; export { b }; export default 1;
        export let l, l2; import 'x'; await 0;";
    let stencil = test.compile(text, &MODULE);
    let parsed = stencil.metadata().expect("a module");
    let live = test.context.enter(|scope| {
        let module = scope.instantiate(&stencil, ModuleId::new(0).expect("small")).expect("memory");
        scope.module_metadata(module).expect("a module")
    });
    assert_eq!(parsed, live);
    let specifiers: Vec<_> = parsed.requests.iter().map(|request| request.specifier.as_str()).collect();
    assert_eq!(specifiers, ["x", "y", "z"]);
    assert_eq!(parsed.requests[1].attributes, [("type".to_owned(), "json".to_owned())]);
    assert_eq!(parsed.star_exports, [2]);
    // ECMA-262 16.2.3.4: the binding of `export default 1`.
    assert!(
        parsed.local_exports.iter().any(|export| export.export_name == "default" && export.local_name == "*default*")
    );
    assert!(parsed.has_top_level_await);
    let imported: Vec<_> = parsed.imports.iter().map(|import| (&import.import_name, &*import.local_name)).collect();
    let name = |name: &str| ImportName::Name(name.to_owned());
    assert_eq!(
        imported,
        [(&name("default"), "d"), (&name("a"), "b"), (&name("str ing"), "s"), (&ImportName::Namespace, "ns")]
    );
    // `export { b }` re-exports an import: ECMA-262 makes it an indirect export.
    let mut indirect: Vec<_> = parsed.indirect_exports.iter().map(|export| &*export.export_name).collect();
    indirect.sort_unstable();
    assert_eq!(indirect, ["all", "b", "r"]);
}

#[test]
fn syntax_errors_say_where() {
    let mut test = Test::new();
    let error = test.frontend.compile("let a;\n  let a;", &MODULE).expect_err("redeclared");
    assert_eq!((error.kind, error.line, error.column), (CompileErrorKind::Syntax, 2, 7));
    let nested = format!("{}1{}", "[".repeat(200_000), "]".repeat(200_000));
    let error = test.frontend.compile(&nested, &MODULE).expect_err("nested too deep");
    assert_eq!(error.kind, CompileErrorKind::TooMuchRecursion);
}

#[test]
fn globals_are_defined_when_named() {
    let mut test = Test::new();
    let text = "export const seen = [forty, fortyOne, typeof missing, Object.keys(globalThis), 'fortyOne' in globalThis].join();";
    let stencil = test.compile(text, &MODULE);
    assert_eq!(test.export_of(&stencil, c"seen"), "40,41,undefined,forty,true");
}

#[test]
fn natives_get_arguments_and_throw() {
    fn add<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
        if arguments.is_empty() {
            return Err(scope.throw_type_error("nothing to add"));
        }
        let mut sum = scope.to_number(arguments.data())?;
        for argument in arguments.iter() {
            sum += scope.to_number(argument)?;
        }
        Ok(scope.number(sum))
    }
    let mut test = Test::new();
    test.context.enter(|scope| {
        let bound = scope.number(100.0);
        let function = scope.native(c"add", add, 2, bound).expect("memory");
        let (one, two, nothing) = (scope.number(1.0), scope.number(2.0), scope.undefined());
        let sum = scope.call(function, nothing, &[one, two]).expect("numbers");
        assert_eq!(scope.to_number(sum).expect("a number"), 103.0);
        let thrown = scope.call(function, nothing, &[]).expect_err("nothing to add");
        let error = scope.take_exception(thrown);
        assert!(scope.is_error(error));
        let message = scope.get(error, c"message").expect("a property");
        assert_eq!(scope.to_string(message).expect("a string"), "nothing to add");
    });
}

#[test]
fn import_meta_dynamic_import_and_rejections_reach_the_host() {
    let mut test = Test::new();
    let text = "export const url = import.meta.url; export let reason; import('./x').catch((e) => { reason = e; });
        Promise.reject(1);";
    let stencil = test.compile(text, &MODULE);
    assert_eq!(test.export_of(&stencil, c"url"), "test:meta");
    assert_eq!(test.host.meta_of.get(), ModuleId::new(7));
    test.context.run_jobs();
    assert!(test.host.rejected.get() >= 1);
}

#[test]
fn synthetic_modules_export_what_they_are_given() {
    let mut test = Test::new();
    let importer = test.compile("import d, { a } from 'given'; export const seen = `${d} ${a}`;", &MODULE);
    let seen = test.context.enter(|scope| {
        let names = scope.strings(["default", "a"])?;
        let values = scope.strings(["one", "two"])?;
        let given = scope.synthetic_module(names, values)?;
        let module = scope.instantiate(&importer, ModuleId::new(0).expect("small"))?;
        scope.set_requested_modules(module, &[given])?;
        scope.link(module)?;
        scope.evaluate(module)?;
        let namespace = scope.namespace(module)?;
        let seen = scope.get(namespace, c"seen")?;
        scope.to_string(seen)
    });
    assert_eq!(seen.expect("nothing throws"), "one two");
}

#[test]
fn a_graph_that_does_not_fit_is_an_error() {
    let mut test = Test::new();
    let stencil = test.compile("import 'a';", &MODULE);
    test.context.enter(|scope| {
        let module = scope.instantiate(&stencil, ModuleId::new(0).expect("small")).expect("memory");
        let thrown = scope.set_requested_modules(module, &[]).expect_err("one request, no target");
        let error = scope.take_exception(thrown);
        assert!(scope.is_error(error));
        let number = scope.number(1.0);
        let thrown = scope.set_requested_modules(module, &[number]).expect_err("a number is no module");
        let _ = scope.take_exception(thrown);
    });
}

#[test]
fn frontends_work_on_threads_of_their_own() {
    let engine = Engine::start();
    let threads: Vec<_> = (0..4)
        .map(|i| {
            std::thread::spawn(move || {
                let mut frontend = Frontend::new(&engine, STACK_BYTES);
                let stencil = frontend.compile(&format!("export const n = {i};"), &MODULE).expect("right");
                (i, stencil)
            })
        })
        .collect();
    let mut test = Test::new();
    for thread in threads {
        let (i, stencil) = thread.join().expect("no panic");
        assert_eq!(test.export_of(&stencil, c"n"), i.to_string());
    }
}
