//! Where code was written.

use parbake_engine::{Arguments, Local, Scope, Thrown};

use super::Functions;
use crate::Runtime;

pub(super) const FUNCTIONS: Functions = &[(c"writtenAt", written_at, 3)];

/// `writtenAt(url, line, column)`: `[file, line, column]`, or `undefined` where code is where it was written.
fn written_at<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let url = scope.to_string(arguments.get(0))?;
    let line = scope.to_number(arguments.get(1))? as u32;
    let column = scope.to_number(arguments.get(2))? as u32;
    match scope.host::<Runtime>().written_at(&url, line, column) {
        None => Ok(scope.undefined()),
        Some(site) => scope.strings([site.url, site.line.to_string(), site.column.to_string()]),
    }
}
