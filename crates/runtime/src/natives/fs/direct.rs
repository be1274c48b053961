//! Reading into and writing from the program's memory without a copy: on its thread only.

use parbake_engine::{Arguments, Local, Scope, Thrown};

use super::descriptors::{descriptor, read_at, write_at};
use crate::natives::Functions;
use crate::natives::errno::failure;

pub(super) const FUNCTIONS: Functions = &[(c"readInto", read_into, 5), (c"writeFrom", write_from, 5)];

/// `readInto(fd, view, offset, length, position)`: how many bytes were read; the range must lie within the view.
fn read_into<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let file = descriptor(scope.to_number(arguments.get(0))? as i32);
    let (start, end, position) = range(scope, arguments)?;
    let read = scope.with_bytes_mut(arguments.get(1), |bytes| {
        let room = bytes.get_mut(start..end).unwrap_or_default();
        file.and_then(|file| read_at(&file, room, position))
    });
    count(scope, read)
}

/// `writeFrom(fd, view, offset, length, position)`: how many bytes were written.
fn write_from<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let file = descriptor(scope.to_number(arguments.get(0))? as i32);
    let (start, end, position) = range(scope, arguments)?;
    let written = scope.with_bytes(arguments.get(1), |bytes| {
        let content = bytes.get(start..end).unwrap_or_default();
        file.and_then(|file| write_at(&file, content, position))
    });
    count(scope, written)
}

/// Start and end in the view, position in the file (negative: where it is).
fn range<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<(usize, usize, f64), Thrown> {
    let start = scope.to_number(arguments.get(2))? as usize;
    let length = scope.to_number(arguments.get(3))? as usize;
    Ok((start, start.saturating_add(length), scope.to_number(arguments.get(4))?))
}

fn count<'s>(scope: &mut Scope<'s>, count: Option<Result<usize, rustix::io::Errno>>) -> Result<Local<'s>, Thrown> {
    match count.unwrap_or(Ok(0)) {
        Ok(count) => Ok(scope.number(count as f64)),
        Err(errno) => failure(scope, errno),
    }
}
