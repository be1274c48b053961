//! What is known of a file: its stat, owners, times; and of its file system.

use std::path::Path;

use parbake_engine::{Scope, Thrown};
use rustix::fs::{self, Access, AtFlags, CWD, Mode, Statx, StatxFlags, StatxTimestamp, Timespec, Timestamps};
use rustix::io::Errno;

use super::answer::{Answer, Outcome, Width};
use super::descriptors::{descriptor, owners};
use super::{Given, Operations, Work};

pub(super) const OPERATIONS: Operations = &[
    (c"stat", stat, 2),
    (c"lstat", lstat, 2),
    (c"fstat", fstat, 2),
    (c"exists", exists, 1),
    (c"access", access, 2),
    (c"chmod", chmod, 2),
    (c"chown", chown, 3),
    (c"lchown", lchown, 3),
    (c"utimes", utimes, 3),
    (c"lutimes", lutimes, 3),
    (c"statfs", statfs, 2),
];

/// `[dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks]`, then seconds and nanoseconds of access, modification,
/// change and birth.
fn numbers(stat: &Statx) -> Vec<i64> {
    let time = |time: &StatxTimestamp| [time.tv_sec, time.tv_nsec.into()];
    let device = |major, minor| fs::makedev(major, minor).cast_signed();
    let mut numbers = vec![
        device(stat.stx_dev_major, stat.stx_dev_minor),
        stat.stx_mode.into(),
        stat.stx_nlink.into(),
        stat.stx_uid.into(),
        stat.stx_gid.into(),
        device(stat.stx_rdev_major, stat.stx_rdev_minor),
        stat.stx_blksize.into(),
        stat.stx_ino.cast_signed(),
        stat.stx_size.cast_signed(),
        stat.stx_blocks.cast_signed(),
    ];
    for one in [&stat.stx_atime, &stat.stx_mtime, &stat.stx_ctime, &stat.stx_btime] {
        numbers.extend(time(one));
    }
    numbers
}

const WANTED: StatxFlags = StatxFlags::BASIC_STATS.union(StatxFlags::BTIME);

fn look(path: &Path, flags: AtFlags, width: Width) -> Outcome {
    Ok(Answer::Numbers(numbers(&fs::statx(CWD, path, flags, WANTED)?), width))
}

/// `stat(path, wide)`, and so the others: wide asks for all 64 bits.
fn stat<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (path, width) = (given.path(scope, 0)?, given.width(scope, 1));
    Ok(Box::new(move || look(&path, AtFlags::empty(), width)))
}

fn lstat<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (path, width) = (given.path(scope, 0)?, given.width(scope, 1));
    Ok(Box::new(move || look(&path, AtFlags::SYMLINK_NOFOLLOW, width)))
}

fn fstat<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (file, width) = (descriptor(given.integer(scope, 0)?), given.width(scope, 1));
    Ok(Box::new(move || {
        let stat = fs::statx(file?, "", AtFlags::EMPTY_PATH, WANTED)?;
        Ok(Answer::Numbers(numbers(&stat), width))
    }))
}

/// `exists(path)`: a boolean; never fails.
fn exists<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let path = given.path(scope, 0)?;
    Ok(Box::new(move || Ok(Answer::Flag(fs::access(&path, Access::EXISTS).is_ok()))))
}

/// `access(path, mode)` (access(2)).
fn access<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let path = given.path(scope, 0)?;
    let mode = Access::from_bits_truncate(given.number(scope, 1)? as u32);
    Ok(Box::new(move || done(fs::access(&path, mode))))
}

pub(super) fn done(result: Result<(), Errno>) -> Outcome {
    Ok(result.map(|()| Answer::Nothing)?)
}

/// `chmod(path, mode)`.
fn chmod<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (path, mode): (_, Mode) = (given.path(scope, 0)?, given.mode(scope, 1)?);
    Ok(Box::new(move || done(fs::chmod(&path, mode))))
}

/// `chown(path, uid, gid)`.
fn chown<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (path, (uid, gid)) = (given.path(scope, 0)?, owners(scope, given)?);
    Ok(Box::new(move || done(fs::chown(&path, uid, gid))))
}

/// `lchown(path, uid, gid)`: of a link itself.
fn lchown<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (path, (uid, gid)) = (given.path(scope, 0)?, owners(scope, given)?);
    Ok(Box::new(move || done(fs::chownat(CWD, &path, uid, gid, AtFlags::SYMLINK_NOFOLLOW))))
}

/// Times of access and modification, arguments 1 and 2 in seconds.
pub(super) fn timestamps<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Timestamps, Thrown> {
    let (access, modification) = (given.number(scope, 1)?, given.number(scope, 2)?);
    Ok(Timestamps { last_access: timespec(access), last_modification: timespec(modification) })
}

fn timespec(seconds: f64) -> Timespec {
    let whole = seconds.floor();
    // To the microsecond: what a double of today's times can say.
    let micros = ((seconds - whole) * 1e6).round().min(999_999.0);
    Timespec { tv_sec: whole as i64, tv_nsec: micros as i64 * 1000 }
}

/// `utimes(path, atime, mtime)`, in seconds.
fn utimes<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (path, times) = (given.path(scope, 0)?, timestamps(scope, given)?);
    Ok(Box::new(move || done(fs::utimensat(CWD, &path, &times, AtFlags::empty()))))
}

/// `lutimes(path, atime, mtime)`: of a link itself.
fn lutimes<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (path, times) = (given.path(scope, 0)?, timestamps(scope, given)?);
    Ok(Box::new(move || done(fs::utimensat(CWD, &path, &times, AtFlags::SYMLINK_NOFOLLOW))))
}

/// `statfs(path, wide)`: `[type, bsize, frsize, blocks, bfree, bavail, files, ffree]`.
fn statfs<'s>(scope: &mut Scope<'s>, given: &Given<'_, 's>) -> Result<Work, Thrown> {
    let (path, width) = (given.path(scope, 0)?, given.width(scope, 1));
    Ok(Box::new(move || Ok(Answer::Numbers(crate::platform::file_system(&path)?.to_vec(), width))))
}
