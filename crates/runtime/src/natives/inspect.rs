//! What scripts cannot see by themselves, for `util.inspect`, `util.types` and `structuredClone`.

use parbake_engine::{Arguments, Local, PromiseState, Scope, Thrown, ValueKind};

use super::Functions;

pub(super) const FUNCTIONS: Functions = &[
    (c"classOf", class_of, 1),
    (c"promiseDetails", promise_details, 1),
    (c"proxyDetails", proxy_details, 1),
    (c"tableIterator", table_iterator, 1),
    (c"weakKeys", weak_keys, 1),
    (c"structuredClone", structured_clone, 1),
];

/// The engine's class names where js/NATIVES.md promises another.
fn well_known(name: &str) -> &str {
    match name {
        "Map Iterator" => "MapIterator",
        "Set Iterator" => "SetIterator",
        other => other,
    }
}

/// `classOf(value)`: the built-in class that an object really has, `undefined` for a primitive.
fn class_of<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let value = arguments.get(0);
    if scope.is_error(value) {
        return scope.string("Error");
    }
    let Some(name) = scope.class_name(value) else { return Ok(scope.undefined()) };
    let name = match scope.kind(value) {
        // Namespaces are proxies of the engine's own making (ModuleNamespaceObject.h); scripts made all others.
        _ if name == "Proxy" && scope.proxy(value).is_none() => "Module",
        ValueKind::Function if name != "Proxy" => "Function",
        _ => well_known(name),
    };
    scope.string(name)
}

/// `[state, result]`: 0 pending, 1 fulfilled, 2 rejected; `undefined` for what is no promise.
fn promise_details<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let Some((state, result)) = scope.promise(arguments.get(0)) else { return Ok(scope.undefined()) };
    let state = scope.number(match state {
        PromiseState::Pending => 0.0,
        PromiseState::Fulfilled => 1.0,
        PromiseState::Rejected => 2.0,
    });
    scope.array(&[state, result])
}

/// `[target, handler]`, both null once revoked; `undefined` for what is no proxy.
fn proxy_details<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let Some((target, handler)) = scope.proxy(arguments.get(0)) else { return Ok(scope.undefined()) };
    scope.array(&[target, handler])
}

/// `[target, kind, passed]` of a Map or Set iterator: what it walks over, 0 for keys, 1 for values, 2 for entries, and
/// how many entries are behind it; `undefined` for anything else.
fn table_iterator<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let Some((target, kind, passed)) = scope.table_iterator(arguments.get(0)) else { return Ok(scope.undefined()) };
    let (kind, passed) = (scope.number(kind.into()), scope.number(passed.into()));
    scope.array(&[target, kind, passed])
}

/// An array of what a WeakMap or WeakSet holds now, in no order; `undefined` for anything else.
fn weak_keys<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    Ok(scope.weak_keys(arguments.get(0)).unwrap_or_else(|| scope.undefined()))
}

/// The engine's own structured clone: js/inspect/structured-clone.js leaves shared memory to it.
fn structured_clone<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let nothing = scope.undefined();
    scope.structured_clone(arguments.get(0), nothing)
}
