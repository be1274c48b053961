//! Programs that are no files: text from the command line or from standard input (Node documentation, "Command-line API",
//! `--eval`, `--print`, `--input-type`).
//!
//! Such a text is a script of the global scope, in which the names that a CommonJS module has are global variables, unless it
//! is an ES module.

use std::env;
use std::io::{self, Read as _};
use std::path::PathBuf;

use parbake_engine::{CompileError, CompileOptions, ErrorKind, Frontend, Goal, Scope, Stencil, Thrown};
use parbake_transform::{Language, Settings, Source, SyntaxError, Transformed, transform};

use crate::modules::{Failure, FetchError, Id};
use crate::{InputType, ProgramSource, Runtime};

/// What the program's text became.
pub(crate) struct Inline {
    /// What stacks call it.
    name: String,
    /// As it was given.
    text: String,
    /// For a script: what there is to run.
    script: Option<Script>,
}

/// A program that is no module.
#[derive(Clone)]
pub(crate) struct Script {
    /// `__filename`
    name: &'static str,
    stencil: Stencil,
}

/// What a text is made into.
enum Made {
    Script(Stencil),
    /// The module's text.
    Module(String),
}

/// Why types cannot just be erased from a text.
pub(crate) enum Unerasable {
    /// Some of it has to become other syntax.
    NeedsRewriting,
    Syntax(SyntaxError),
}

/// Why a text cannot be run.
enum Fault {
    Compile(CompileError),
    Types(Unerasable),
}

/// What Node calls a module that is given as text, wherever it comes from.
const MODULE_NAME: &str = "[eval1]";

/// The text goes with the bytecode: nothing else has it.
const SCRIPT: CompileOptions = CompileOptions { goal: Goal::Script, lazy_source: false, discard_source: false };
const MODULE: CompileOptions = CompileOptions { goal: Goal::Module, ..SCRIPT };

impl Runtime {
    /// Takes `text` for the program; `name` is what stacks call it unless it is a module.
    pub(crate) fn insert_inline(&self, name: &'static str, text: &str) -> Result<Id, Failure> {
        let made = {
            let mut pool = self.pool.borrow_mut();
            made(pool.frontend(), text, self.options().input_type)
        };
        let made = made.map_err(|fault| {
            self.keep_text(name.to_owned(), text, None);
            fault.into_failure(name)
        })?;
        match made {
            Made::Module(_) if self.options().print => Err(Failure {
                kind: ErrorKind::Error,
                code: Some("ERR_EVAL_ESM_CANNOT_PRINT"),
                message: "--print cannot be used with ESM input".to_owned(),
                site: None,
            }),
            Made::Module(compiled) => {
                let url = url_of(MODULE_NAME);
                self.keep_text(url.clone(), text, None);
                Ok(self.graph.borrow_mut().insert_inline(&url, compiled))
            }
            Made::Script(mut stencil) => {
                let stack_name = std::ffi::CString::new(name).expect("names have no zero bytes");
                self.pool.borrow_mut().frontend().name(&mut stencil, &stack_name);
                self.keep_text(name.to_owned(), text, Some(Script { name, stencil }));
                Ok(self.graph.borrow_mut().insert_inline(&url_of(name), String::new()))
            }
        }
    }

    fn keep_text(&self, name: String, text: &str, script: Option<Script>) {
        *self.inline.borrow_mut() = Some(Inline { name, text: text.to_owned(), script });
    }

    /// The program, if it is a script.
    pub(crate) fn script(&self) -> Option<Script> {
        self.inline.borrow().as_ref().and_then(|inline| inline.script.clone())
    }

    /// Whether the program is text of its own, without a file.
    pub(crate) fn is_inline(&self) -> bool {
        self.inline.borrow().is_some()
    }

    /// The program's text, by what stacks call it.
    pub(crate) fn inline_text(&self, name: &str) -> Option<String> {
        let inline = self.inline.borrow();
        inline.as_ref().filter(|inline| inline.name == name).map(|inline| inline.text.clone())
    }

    /// Code from the command line has the built-in modules as global variables.
    pub(crate) fn name_libraries(&self, scope: &mut Scope<'_>) -> Result<(), Thrown> {
        if matches!(self.options().program, ProgramSource::Eval(_)) {
            self.call_built_in(scope, "cjs-eval", c"nameLibraries", |_| Ok(Vec::new()))?;
        }
        Ok(())
    }

    /// Runs the program in the global scope.
    pub(crate) fn run_script(&self, scope: &mut Scope<'_>, script: &Script) -> Result<(), Thrown> {
        self.call_built_in(scope, "cjs-eval", c"prepare", |scope| Ok(vec![scope.string(script.name)?]))?;
        scope.start_nursery();
        let value = scope.run_script(&script.stencil)?;
        if self.options().print {
            self.call_built_in(scope, "cjs-eval", c"print", |_| Ok(vec![value]))?;
        }
        Ok(())
    }
}

/// Everything there is on standard input.
pub(crate) fn read_standard_input() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    match io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => Ok(parbake_loader::decode(bytes)),
        Err(error) => Err(Failure {
            kind: ErrorKind::Error,
            code: Some("ERR_STDIN_READ"),
            message: format!("Cannot read the program from standard input: {error}"),
            site: None,
        }),
    }
}

/// A text is what it is said to be. Otherwise it is a script if it can be; if not, a module if it can be; if not, the same
/// without its types.
fn made(frontend: &mut Frontend, text: &str, said: Option<InputType>) -> Result<Made, Fault> {
    let Some(InputType { is_module, is_typescript }) = said else { return detected(frontend, text) };
    let text = if is_typescript { erase_types(text, is_module)? } else { text.to_owned() };
    if is_module { Ok(Made::Module(text)) } else { Ok(Made::Script(frontend.compile(&text, &SCRIPT)?)) }
}

fn detected(frontend: &mut Frontend, text: &str) -> Result<Made, Fault> {
    let error = match frontend.compile(text, &SCRIPT) {
        Ok(stencil) => return Ok(Made::Script(stencil)),
        Err(error) => error,
    };
    if frontend.compile(text, &MODULE).is_ok() {
        return Ok(Made::Module(text.to_owned()));
    }
    if let Some(is_module) = parbake_transform::has_module_syntax(text, Language::TypeScript)
        && let Ok(erased) = erase_types(text, is_module)
    {
        if is_module {
            return Ok(Made::Module(erased));
        }
        if let Ok(stencil) = frontend.compile(&erased, &SCRIPT) {
            return Ok(Made::Script(stencil));
        }
    }
    // Wrong as both: what is said of it depends on what it was meant to be.
    if parbake_loader::has_module_syntax(text) { Ok(Made::Module(text.to_owned())) } else { Err(error.into()) }
}

/// The text with white space in the place of its types.
pub(crate) fn erase_types(text: &str, is_module: bool) -> Result<String, Unerasable> {
    let source = Source { text, language: Language::TypeScript, is_module, path: "" };
    match transform(&source, &Settings::default()) {
        Ok(Transformed::InPlace(text)) => Ok(text),
        Ok(Transformed::Moved { .. }) => Err(Unerasable::NeedsRewriting),
        Err(error) => Err(Unerasable::Syntax(error)),
    }
}

impl From<CompileError> for Fault {
    fn from(error: CompileError) -> Self {
        Self::Compile(error)
    }
}

impl From<Unerasable> for Fault {
    fn from(why: Unerasable) -> Self {
        Self::Types(why)
    }
}

impl Fault {
    fn into_failure(self, name: &str) -> Failure {
        match self {
            Self::Compile(error) => Failure::of_module(&FetchError::Compile(error), name),
            Self::Types(Unerasable::Syntax(error)) => Failure::of_module(&FetchError::Transform(error), name),
            Self::Types(Unerasable::NeedsRewriting) => Failure {
                kind: ErrorKind::SyntaxError,
                code: Some("ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX"),
                message: NEEDS_REWRITING.to_owned(),
                site: None,
            },
        }
    }
}

/// Why types are not just erased, for people.
pub(crate) const NEEDS_REWRITING: &str = "It has syntax that has to become other syntax, and types are only erased";

/// What is called `name` lies in the working directory, as far as its imports and requests go. The brackets stay as they are.
fn url_of(name: &str) -> String {
    let directory = env::current_dir().unwrap_or_else(|_| PathBuf::from("/"));
    let directory = parbake_loader::file_url_from_path(&directory);
    format!("{}/{name}", directory.trim_end_matches('/'))
}
