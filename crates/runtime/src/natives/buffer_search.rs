//! Comparing and searching bytes.

use std::cmp::Ordering;

use memchr::memmem;
use parbake_engine::{Arguments, Local, Scope, Thrown};

use super::Functions;

pub(super) const FUNCTIONS: Functions = &[(c"bytesCompare", bytes_compare, 2), (c"bytesIndexOf", bytes_index_of, 5)];

/// `bytesCompare(a, b)`: -1, 0 or 1.
fn bytes_compare<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let order = scope.with_two_bytes(arguments.get(0), arguments.get(1), <[u8]>::cmp).unwrap_or(Ordering::Equal);
    Ok(scope.number(f64::from(order as i8)))
}

/// `bytesIndexOf(bytes, needle, from, forward, step)`: where the needle, which is not empty, begins first at or after
/// `from`, or last at or before it; -1 for nowhere. Only multiples of `step` count: 2 for UTF-16.
fn bytes_index_of<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let from = scope.to_number(arguments.get(2))? as usize;
    let forward = scope.to_boolean(arguments.get(3));
    let step = scope.to_number(arguments.get(4))? as usize;
    let found = scope.with_two_bytes(arguments.get(0), arguments.get(1), |bytes, needle| {
        if forward { first(bytes, needle, from, step) } else { last(bytes, needle, from, step) }
    });
    let index = found.flatten().map_or(-1.0, |index| index as f64);
    Ok(scope.number(index))
}

fn first(bytes: &[u8], needle: &[u8], from: usize, step: usize) -> Option<usize> {
    let mut start = from;
    loop {
        let index = start + memmem::find(bytes.get(start..)?, needle)?;
        if index.is_multiple_of(step) {
            return Some(index);
        }
        start = index + 1;
    }
}

fn last(bytes: &[u8], needle: &[u8], from: usize, step: usize) -> Option<usize> {
    let mut end = bytes.len().min(from.saturating_add(needle.len()));
    loop {
        let index = memmem::rfind(&bytes[..end], needle)?;
        if index % step == 0 {
            return Some(index);
        }
        end = index + needle.len() - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{first, last};

    #[test]
    fn the_search_begins_where_it_is_told() {
        assert_eq!(first(b"abcabc", b"b", 2, 1), Some(4));
        assert_eq!(first(b"abcabc", b"b", 5, 1), None);
        assert_eq!(last(b"abcabc", b"b", 3, 1), Some(1));
        assert_eq!(last(b"abcabc", b"abc", 3, 1), Some(3));
        assert_eq!(last(b"abcabc", b"abc", 2, 1), Some(0));
    }

    #[test]
    fn a_step_skips_what_lies_between() {
        assert_eq!(first(&[9, 1, 0, 1, 0], &[1, 0], 0, 2), None);
        assert_eq!(first(&[9, 1, 0, 9, 1, 0], &[1, 0], 0, 2), Some(4));
        assert_eq!(last(&[1, 0, 9, 1, 0], &[1, 0], 9, 2), Some(0));
    }
}
