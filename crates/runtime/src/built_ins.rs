//! The built-in JavaScript, compiled by build.rs and evaluated piece by piece as it is needed.

use std::ffi::CStr;

use parbake_engine::{Arguments, ErrorKind, Frontend, Local, Scope, Stencil, Thrown};

use crate::{Runtime, natives};

/// Bytecode in the executable, aligned so that it is used in place.
#[repr(C, align(8))]
struct Aligned<B: ?Sized>(B);

static SELF_HOSTED: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/self_hosted.bin")));
static CODE: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/built_ins.bin")));

/// One file of js/, and where its bytecode stands.
struct BuiltIn {
    name: &'static str,
    start: usize,
    end: usize,
}

/// Sorted by name.
static TABLE: &[BuiltIn] = include!(concat!(env!("OUT_DIR"), "/built_ins.rs"));

/// Native stack for decoding: it does not nest.
const STACK_BYTES: usize = 1 << 20;

/// The engine's own JavaScript, ready to use.
pub(crate) fn self_hosted() -> &'static [u8] {
    &SELF_HOSTED.0
}

impl Runtime {
    /// The exports of a built-in, evaluated on first use. Cycles see what is there so far, as with CommonJS.
    pub(crate) fn require<'s>(&self, scope: &mut Scope<'s>, name: &str) -> Result<Local<'s>, Thrown> {
        if let Some(exports) = self.built_ins.borrow().get(name) {
            return Ok(scope.recall(exports));
        }
        let Ok(place) = TABLE.binary_search_by(|built_in| built_in.name.cmp(name)) else {
            return Err(scope.throw_error(ErrorKind::Error, &format!("no built-in named {name}")));
        };
        let built_in = &TABLE[place];
        let function = self.function(scope, built_in)?;
        let exports = scope.object()?;
        let kept = scope.persist(exports);
        self.built_ins.borrow_mut().insert(built_in.name, kept);
        let nothing = scope.undefined();
        let require = scope.native(c"require", require_native, 1, nothing)?;
        let natives = self.natives(scope)?;
        scope.call(function, nothing, &[exports, require, natives])?;
        Ok(exports)
    }

    /// The code of a built-in that is an ES module, to be instantiated any number of times.
    pub(crate) fn built_in_module_stencil(&self, name: &'static str) -> Stencil {
        let mut known = self.built_in_modules.borrow_mut();
        let stencil = known.entry(name).or_insert_with(|| {
            let place = TABLE.binary_search_by(|built_in| built_in.name.cmp(name)).expect("js/ has it");
            self.decode(&TABLE[place])
        });
        stencil.clone()
    }

    /// Whether a built-in has been needed so far.
    pub(crate) fn is_loaded(&self, name: &str) -> bool {
        self.built_ins.borrow().contains_key(name)
    }

    /// Calls a function that a built-in exports.
    pub(crate) fn call_built_in<'s>(
        &self,
        scope: &mut Scope<'s>,
        name: &str,
        function: &CStr,
        arguments: impl FnOnce(&mut Scope<'s>) -> Result<Vec<Local<'s>>, Thrown>,
    ) -> Result<Local<'s>, Thrown> {
        let exports = self.require(scope, name)?;
        let function = scope.get(exports, function)?;
        let arguments = arguments(scope)?;
        let nothing = scope.undefined();
        scope.call(function, nothing, &arguments)
    }

    /// Names and values that `import` of a `node:` module gives; an object without names where there is none.
    pub(crate) fn built_in_exports<'s>(&self, scope: &mut Scope<'s>, name: &str) -> Result<Local<'s>, Thrown> {
        self.call_built_in(scope, "module-exports", c"of", |scope| Ok(vec![scope.string(name)?]))
    }

    /// The function around a built-in's text.
    fn function<'s>(&self, scope: &mut Scope<'s>, built_in: &BuiltIn) -> Result<Local<'s>, Thrown> {
        scope.run_script(&self.decode(built_in))
    }

    fn decode(&self, built_in: &BuiltIn) -> Stencil {
        let mut frontend = Frontend::new(&self.shared().engine, STACK_BYTES);
        let code = &CODE.0[built_in.start..built_in.end];
        let mut stencil = frontend.decode_embedded(code).expect("built-ins are of the same build as the engine");
        let name = std::ffi::CString::new(format!("parbake:{}", built_in.name)).expect("file names have no zero bytes");
        frontend.name(&mut stencil, &name);
        stencil
    }

    fn natives<'s>(&self, scope: &mut Scope<'s>) -> Result<Local<'s>, Thrown> {
        if let Some(natives) = &*self.natives.borrow() {
            return Ok(scope.recall(natives));
        }
        let natives = natives::object(scope)?;
        *self.natives.borrow_mut() = Some(scope.persist(natives));
        Ok(natives)
    }
}

fn require_native<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let name = scope.to_string(arguments.get(0))?;
    scope.host::<Runtime>().require(scope, &name)
}
