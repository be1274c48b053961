//! Files, over rustix. Each operation is told once: its arguments are read on the program's thread, its work is done there
//! (`...Sync`) or on another, and its answer becomes a value on the program's thread again.

mod answer;
mod copy;
mod descriptors;
mod direct;
mod directories;
mod files;
mod links;
mod metadata;
mod paths;

use std::ffi::CStr;

use parbake_engine::{Arguments, Local, Scope, Thrown};
use rustix::fs::OFlags;

use super::Functions;
use crate::Runtime;
use crate::background::{Report, TaskId};
use answer::Outcome;

pub(in crate::natives) use descriptors::{Descriptor, descriptor};

/// What an operation does once its arguments are read.
type Work = Box<dyn FnOnce() -> Outcome + Send>;

/// Reads an operation's arguments, from the `first` on.
type Prepare = for<'s> fn(&mut Scope<'s>, &Given<'_, 's>) -> Result<Work, Thrown>;

/// Arguments after those that say what is to be done.
struct Given<'a, 's> {
    arguments: &'a Arguments<'s>,
    first: u32,
}

impl<'s> Given<'_, 's> {
    fn get(&self, index: u32) -> Local<'s> {
        self.arguments.get(self.first + index)
    }
}

/// Name, function and number of arguments of each operation.
type Operations = &'static [(&'static CStr, Prepare, u32)];

const OPERATIONS: &[Operations] = &[
    copy::OPERATIONS,
    descriptors::OPERATIONS,
    directories::OPERATIONS,
    files::OPERATIONS,
    links::OPERATIONS,
    metadata::OPERATIONS,
];

/// Operations that change what there is at a path. What a module was found to be before may then no longer be true; that
/// a file has other bytes shows by its times.
const CHANGING: [&CStr; 12] = [
    c"copyFile",
    c"link",
    c"mkdir",
    c"mkdirAll",
    c"mkdtemp",
    c"removeTree",
    c"rename",
    c"rmdir",
    c"symlink",
    c"unlink",
    c"writeFile",
    c"writeRest",
];

/// What has no form for other threads.
const FUNCTIONS: Functions = &[(c"submit", submit, 2), (c"setReferenced", set_referenced, 2)];

/// The object of `natives.subject("fs")`: a function for each operation, and `submit(name, callback, ...)`, which does it on
/// another thread, calls back with a failure or `undefined` and the answer, and names the work for `setReferenced`.
pub(super) fn object<'s>(scope: &mut Scope<'s>) -> Result<Local<'s>, Thrown> {
    let object = scope.object()?;
    for (index, &(name, _, length)) in OPERATIONS.iter().copied().flatten().enumerate() {
        let data = scope.number(index as f64);
        let function = scope.native(name, perform, length, data)?;
        scope.define(object, name, function, true)?;
    }
    let nothing = scope.undefined();
    for &(name, native, length) in FUNCTIONS.iter().chain(direct::FUNCTIONS) {
        let function = scope.native(name, native, length, nothing)?;
        scope.define(object, name, function, true)?;
    }
    Ok(object)
}

/// Does an operation now: its answer, or what failed.
fn perform<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let index = scope.to_number(arguments.data())? as usize;
    let (name, prepare, _) = OPERATIONS.iter().copied().flatten().nth(index).expect("bound by `object`");
    let given = Given { arguments, first: 0 };
    let work = prepare(scope, &given)?;
    let changes = may_change(scope, name, &given)?;
    let outcome = work();
    if changes {
        scope.host::<Runtime>().note_changed_path();
    }
    answer::to_value(scope, outcome)
}

/// `submit(name, callback, ...)`.
fn submit<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let name = scope.to_string(arguments.get(0))?;
    let mut all = OPERATIONS.iter().copied().flatten();
    let Some((name, prepare, _)) = all.find(|(known, ..)| known.to_bytes() == name.as_bytes()) else {
        return Err(scope.throw_type_error("no such operation on files"));
    };
    let given = Given { arguments, first: 2 };
    let work = prepare(scope, &given)?;
    let changes = may_change(scope, name, &given)?;
    let work = Box::new(move || {
        let outcome = work();
        let report: Report = Box::new(move |scope| {
            if changes {
                scope.host::<Runtime>().note_changed_path();
            }
            answer::to_arguments(scope, outcome)
        });
        report
    });
    let task = scope.host::<Runtime>().background.submit(scope, arguments.get(1), work);
    Ok(scope.number(task.raw().into()))
}

fn may_change<'s>(scope: &mut Scope<'s>, name: &CStr, given: &Given<'_, 's>) -> Result<bool, Thrown> {
    if name == c"open" {
        // Opening for reading, or what is there, changes nothing at the path.
        return Ok(given.integer(scope, 1)? as u32 & OFlags::CREATE.bits() != 0);
    }
    Ok(CHANGING.contains(&name))
}

/// `setReferenced(task, referenced)`: whether the program waits for what `submit` has begun.
fn set_referenced<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let task = TaskId::from_raw(scope.to_number(arguments.get(0))? as u32);
    let referenced = scope.to_boolean(arguments.get(1));
    scope.host::<Runtime>().background.set_referenced(task, referenced);
    Ok(scope.undefined())
}
