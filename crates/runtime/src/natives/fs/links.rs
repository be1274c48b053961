//! Names of files: links, renaming, removing, where a path leads.

use std::os::unix::ffi::OsStringExt;

use parbake_engine::{Scope, Thrown};
use rustix::fs;

use super::answer::Answer;
use super::metadata::done;
use super::{Given, Operations, Work};
use crate::natives::errno::errno_of;

pub(super) const OPERATIONS: Operations = &[
    (c"link", link, 2),
    (c"symlink", symlink, 2),
    (c"readlink", readlink, 2),
    (c"realpath", realpath, 2),
    (c"rename", rename, 2),
    (c"unlink", unlink, 1),
];

fn link<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (from, to) = (given.path(scope, 0)?, given.path(scope, 1)?);
    Ok(Box::new(move || done(fs::link(&from, &to))))
}

/// `symlink(target, path)`.
fn symlink<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (target, path) = (given.path(scope, 0)?, given.path(scope, 1)?);
    Ok(Box::new(move || done(fs::symlink(&target, &path))))
}

/// `readlink(path, asBytes)`.
fn readlink<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (path, name_as) = (given.path(scope, 0)?, given.name_as(scope, 1));
    Ok(Box::new(move || Ok(Answer::Name(fs::readlink(&path, Vec::new())?.into_bytes(), name_as))))
}

/// `realpath(path, asBytes)` (realpath(3)).
fn realpath<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (path, name_as) = (given.path(scope, 0)?, given.name_as(scope, 1));
    Ok(Box::new(move || {
        let real = std::fs::canonicalize(&path).map_err(|error| errno_of(&error))?;
        Ok(Answer::Name(real.into_os_string().into_vec(), name_as))
    }))
}

fn rename<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (from, to) = (given.path(scope, 0)?, given.path(scope, 1)?);
    Ok(Box::new(move || done(fs::rename(&from, &to))))
}

fn unlink<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let path = given.path(scope, 0)?;
    Ok(Box::new(move || done(fs::unlink(&path))))
}
