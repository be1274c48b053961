//! Where code was written.

use parbake_engine::{Arguments, Local, Scope, Thrown};

use super::Functions;
use crate::Runtime;
use crate::maps::{MapText, Named};

pub(super) const FUNCTIONS: Functions = &[
    (c"writtenAt", written_at, 4),
    (c"sourceMap", source_map, 1),
    (c"sourceMapsEnabled", source_maps_enabled, 0),
    (c"useSourceMaps", use_source_maps, 2),
];

/// `writtenAt(name, line, column, ownOnly)`: `[file, line, column]`, or `undefined` where code is where it was written. Without
/// the maps that modules bring, if `ownOnly`.
fn written_at<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let url = scope.to_string(arguments.get(0))?;
    let line = scope.to_number(arguments.get(1))? as u32;
    let column = scope.to_number(arguments.get(2))? as u32;
    let own_only = scope.to_boolean(arguments.get(3));
    match scope.host::<Runtime>().written_at(&url, line, column, own_only) {
        None => Ok(scope.undefined()),
        Some(site) => scope.strings([site.url, site.line.to_string(), site.column.to_string()]),
    }
}

/// `sourceMap(name)`: the map of a module, what its sources are relative to, and the text it is a map of; `undefined` where
/// there is none.
fn source_map<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let name = scope.to_string(arguments.get(0))?;
    match scope.host::<Runtime>().map_text(&name) {
        None => Ok(scope.undefined()),
        Some(MapText { json, base, generated }) => scope.strings([json, base, generated]),
    }
}

/// `sourceMapsEnabled()`: whether maps are used that modules bring.
fn source_maps_enabled<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let named = scope.host::<Runtime>().maps.named();
    Ok(scope.boolean(named != Named::Nobodys))
}

/// `useSourceMaps(enabled, packagesToo)`
fn use_source_maps<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let named = match (scope.to_boolean(arguments.get(0)), scope.to_boolean(arguments.get(1))) {
        (false, _) => Named::Nobodys,
        (true, false) => Named::ThePrograms,
        (true, true) => Named::PackagesToo,
    };
    scope.host::<Runtime>().use_maps(scope, named)?;
    Ok(scope.undefined())
}
