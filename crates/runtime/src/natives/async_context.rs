//! The async context behind `AsyncLocalStorage`: a value that follows the program through promise jobs.

use parbake_engine::{Arguments, Local, Scope, Thrown};

use super::Functions;

pub(super) const FUNCTIONS: Functions =
    &[(c"asyncContext", async_context, 0), (c"setAsyncContext", set_async_context, 1)];

fn async_context<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    scope.async_context()
}

/// `setAsyncContext(context)`: an object, or `undefined` for none.
fn set_async_context<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    scope.set_async_context(arguments.get(0))?;
    Ok(scope.undefined())
}
