//! `process.env`. The program works on a copy of the environment: changing the process's own is not safe while other
//! threads may read it, and nothing below the program looks there again.

use std::cell::RefCell;
use std::ffi::CString;

use parbake_engine::{Arguments, Local, Scope, Thrown};

use super::Functions;

pub(super) const FUNCTIONS: Functions =
    &[(c"envGet", get, 1), (c"envSet", set, 2), (c"envDelete", delete, 1), (c"envKeys", keys, 0)];

thread_local! {
    /// Name and value, in the order they were set.
    static VARIABLES: RefCell<Vec<(String, String)>> = RefCell::new(inherited());
}

fn inherited() -> Vec<(String, String)> {
    let lossy = |text: std::ffi::OsString| text.to_string_lossy().into_owned();
    std::env::vars_os().map(|(name, value)| (lossy(name), lossy(value))).collect()
}

fn get<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let name = scope.to_string(arguments.get(0))?;
    let value =
        VARIABLES.with_borrow(|all| all.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()));
    match value {
        Some(value) => scope.string(&value),
        None => Ok(scope.undefined()),
    }
}

fn set<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let name = scope.to_string(arguments.get(0))?;
    let value = scope.to_string(arguments.get(1))?;
    VARIABLES.with_borrow_mut(|all| match all.iter_mut().find(|(known, _)| *known == name) {
        Some((_, old)) => *old = value,
        None => all.push((name.clone(), value)),
    });
    follow_time_zone(scope, &name);
    Ok(scope.undefined())
}

/// Dates follow TZ, as in Node.
fn follow_time_zone(scope: &mut Scope<'_>, changed: &str) {
    if changed == "TZ" {
        let zone = VARIABLES.with_borrow(|all| all.iter().find(|(name, _)| name == "TZ").map(|(_, zone)| zone.clone()));
        let zone = zone.and_then(|zone| CString::new(zone).ok());
        scope.set_time_zone(zone.as_deref());
    }
}

fn delete<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let name = scope.to_string(arguments.get(0))?;
    VARIABLES.with_borrow_mut(|all| all.retain(|(known, _)| *known != name));
    follow_time_zone(scope, &name);
    Ok(scope.undefined())
}

fn keys<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let names: Vec<String> = VARIABLES.with_borrow(|all| all.iter().map(|(name, _)| name.clone()).collect());
    scope.strings(names)
}
