//! The operating system itself, through rustix.

use std::ffi::{OsStr, OsString};
use std::os::fd::{AsRawFd as _, BorrowedFd, OwnedFd};
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rustix::fs::{self, AtFlags, Mode, OFlags, RawMode, Stat};
use rustix::io::{Errno, retry_on_intr};
use rustix::process::{Resource, getrlimit};

use super::{ChangeClock, Facts, FileKind, Files, Open};

/// The file system of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsFiles;

impl Files for OsFiles {
    fn open(&self, dir: BorrowedFd<'_>, path: &Path, how: Open) -> Result<OwnedFd, Errno> {
        const PRIVATE_FILE: Mode = Mode::RUSR.union(Mode::WUSR);
        let flags = match how {
            Open::Read => OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY,
            Open::Create => OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW,
            Open::Append => {
                OFlags::WRONLY | OFlags::APPEND | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY
            }
            Open::Directory => OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW,
            Open::Source => OFlags::RDONLY | OFlags::NOCTTY,
            Open::SourceDirectory => search_flags(),
            Open::RealDirectory => return open_real_directory(dir, path),
        };
        retry_on_intr(|| fs::openat(dir, path, flags | OFlags::CLOEXEC, PRIVATE_FILE))
    }

    fn stat(&self, file: BorrowedFd<'_>) -> Result<Facts, Errno> {
        fs::fstat(file).map(|stat| facts(&stat))
    }

    fn stat_at(&self, dir: BorrowedFd<'_>, path: &Path, follow: bool) -> Result<Facts, Errno> {
        let flags = if follow { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW };
        retry_on_intr(|| fs::statat(dir, path, flags)).map(|stat| facts(&stat))
    }

    fn read_link(&self, dir: BorrowedFd<'_>, path: &Path) -> Result<PathBuf, Errno> {
        fs::readlinkat(dir, path, Vec::new()).map(|target| OsString::from_vec(target.into_bytes()).into())
    }

    fn read(&self, file: BorrowedFd<'_>, buffer: &mut [u8]) -> Result<usize, Errno> {
        rustix::io::read(file, buffer)
    }

    /// A write holds the inode's lock from before it sets the change time until its last byte is in place; a read on ext4,
    /// btrfs and tmpfs takes no lock, so it can see old bytes behind a new time. Looking for data takes the lock.
    fn wait_for_writers(&self, file: BorrowedFd<'_>) -> Result<(), Errno> {
        #[cfg(target_os = "linux")]
        match fs::seek(file, fs::SeekFrom::Data(0)) {
            // An empty file, or a file system that does not know what data is.
            Ok(_) | Err(Errno::NXIO | Errno::INVAL) => {}
            Err(error) => return Err(error),
        }
        fs::seek(file, fs::SeekFrom::Start(0)).map(drop)
    }

    fn write(&self, file: BorrowedFd<'_>, bytes: &[u8]) -> Result<usize, Errno> {
        rustix::io::write(file, bytes)
    }

    fn make_dir(&self, dir: BorrowedFd<'_>, path: &Path) -> Result<(), Errno> {
        fs::mkdirat(dir, path, Mode::RWXU)
    }

    fn rename(&self, dir: BorrowedFd<'_>, from: &Path, to: &Path) -> Result<(), Errno> {
        fs::renameat(dir, from, dir, to)
    }

    fn rename_new(&self, dir: BorrowedFd<'_>, from: &Path, to: &Path) -> Result<(), Errno> {
        match rename_no_replace(dir, from, to) {
            // Not on this system, or not on this file system.
            Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP) => {
                fs::linkat(dir, from, dir, to, AtFlags::empty())?;
                fs::unlinkat(dir, from, AtFlags::empty())
            }
            renamed => renamed,
        }
    }

    fn remove(&self, dir: BorrowedFd<'_>, path: &Path, kind: FileKind) -> Result<(), Errno> {
        let flags = if kind == FileKind::Directory { AtFlags::REMOVEDIR } else { AtFlags::empty() };
        fs::unlinkat(dir, path, flags)
    }

    fn try_lock(&self, file: BorrowedFd<'_>) -> Result<(), Errno> {
        fs::flock(file, fs::FlockOperation::NonBlockingLockExclusive)
    }

    fn list(&self, dir: BorrowedFd<'_>) -> Result<Vec<OsString>, Errno> {
        let mut names = Vec::new();
        for entry in fs::Dir::read_from(dir)? {
            let entry = entry?;
            let name = entry.file_name().to_bytes();
            if name != b"." && name != b".." {
                names.push(OsStr::from_bytes(name).to_owned());
            }
        }
        Ok(names)
    }

    fn clock(&self, file: BorrowedFd<'_>) -> Result<ChangeClock, Errno> {
        change_clock(file)
    }

    fn descriptors_left(&self, last: BorrowedFd<'_>) -> u64 {
        let taken = u64::try_from(last.as_raw_fd()).unwrap_or(0) + 1;
        getrlimit(Resource::Nofile).current.map_or(u64::MAX, |limit| limit.saturating_sub(taken))
    }

    fn now(&self) -> i64 {
        let since_epoch = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since_epoch.as_nanos()).unwrap_or(i64::MAX)
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_no_replace(dir: BorrowedFd<'_>, from: &Path, to: &Path) -> Result<(), Errno> {
    fs::renameat_with(dir, from, dir, to, fs::RenameFlags::NOREPLACE)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn rename_no_replace(_: BorrowedFd<'_>, _: &Path, _: &Path) -> Result<(), Errno> {
    Err(Errno::NOSYS)
}

/// Whoever may pass through a directory can look up names in it, even without leave to list them.
fn search_flags() -> OFlags {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let access = OFlags::PATH;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let access = OFlags::RDONLY;
    access | OFlags::DIRECTORY
}

/// `openat2` came with Linux 5.6, and sandboxes that do not know it answer with `PERM`.
#[cfg(target_os = "linux")]
fn open_real_directory(dir: BorrowedFd<'_>, path: &Path) -> Result<OwnedFd, Errno> {
    let flags = search_flags() | OFlags::CLOEXEC;
    match retry_on_intr(|| fs::openat2(dir, path, flags, Mode::empty(), fs::ResolveFlags::NO_SYMLINKS)) {
        Err(Errno::NOSYS | Errno::PERM) => open_after_looking(dir, path),
        answer => answer,
    }
}

#[cfg(not(target_os = "linux"))]
fn open_real_directory(dir: BorrowedFd<'_>, path: &Path) -> Result<OwnedFd, Errno> {
    open_after_looking(dir, path)
}

/// Without a system call that refuses links on the way, each component is looked at on its own.
fn open_after_looking(dir: BorrowedFd<'_>, path: &Path) -> Result<OwnedFd, Errno> {
    for part in path.ancestors().filter(|part| !part.as_os_str().is_empty()) {
        if fs::FileType::from_raw_mode(fs::statat(dir, part, AtFlags::SYMLINK_NOFOLLOW)?.st_mode).is_symlink() {
            return Err(Errno::LOOP);
        }
    }
    retry_on_intr(|| fs::openat(dir, path, search_flags() | OFlags::CLOEXEC, Mode::empty()))
}

/// The magic numbers are those of `linux/magic.h`; that of XFS is in `fs/xfs/libxfs/xfs_format.h`.
#[cfg(target_os = "linux")]
fn change_clock(file: BorrowedFd<'_>) -> Result<ChangeClock, Errno> {
    const EXT4: u64 = 0xEF53;
    const XFS: u64 = 0x5846_5342;
    const BTRFS: u64 = 0x9123_683E;
    const TMPFS: u64 = 0x0102_1994;
    const NFS: u64 = 0x6969;
    const SMB: u64 = 0x517B;
    const SMB2: u64 = 0xFE53_4D42;
    const CIFS: u64 = 0xFF53_4D42;
    const NINE_P: u64 = 0x0102_1997;
    const FUSE: u64 = 0x6573_5546;
    const CEPH: u64 = 0x00C3_6400;
    const AFS: u64 = 0x5346_414F;
    const VBOXSF: u64 = 0x786F_4256;

    #[allow(
        clippy::cast_sign_loss,
        clippy::unnecessary_cast,
        reason = "the field's type differs between architectures; the magic numbers are 32 bits wide on all of them"
    )]
    let magic = (fs::fstatfs(file)?.f_type as u64) & 0xFFFF_FFFF;
    Ok(match magic {
        EXT4 | XFS | BTRFS | TMPFS if has_multigrain_timestamps() => ChangeClock::Fine,
        NFS | SMB | SMB2 | CIFS | NINE_P | FUSE | CEPH | AFS | VBOXSF => ChangeClock::Remote,
        _ => ChangeClock::Coarse,
    })
}

#[cfg(not(target_os = "linux"))]
fn change_clock(_: BorrowedFd<'_>) -> Result<ChangeClock, Errno> {
    Ok(ChangeClock::Coarse)
}

/// Linux 6.13 brought timestamps that grow finer once somebody has looked at them.
#[cfg(target_os = "linux")]
fn has_multigrain_timestamps() -> bool {
    is_at_least(rustix::system::uname().release().to_bytes(), (6, 13))
}

#[cfg(target_os = "linux")]
fn is_at_least(release: &[u8], wanted: (u32, u32)) -> bool {
    let mut numbers = release
        .split(|byte| !byte.is_ascii_digit())
        .map(|digits| std::str::from_utf8(digits).ok().and_then(|digits| digits.parse::<u32>().ok()));
    match (numbers.next().flatten(), numbers.next().flatten()) {
        (Some(major), Some(minor)) => (major, minor) >= wanted,
        _ => false,
    }
}

#[allow(
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::unnecessary_cast,
    reason = "the types of these fields differ between systems"
)]
fn facts(stat: &Stat) -> Facts {
    let kind = match fs::FileType::from_raw_mode(stat.st_mode as RawMode) {
        fs::FileType::RegularFile => FileKind::Regular,
        fs::FileType::Directory => FileKind::Directory,
        _ => FileKind::Other,
    };
    Facts {
        kind,
        mode: (stat.st_mode as u32) & 0o7777,
        owner: stat.st_uid,
        device: stat.st_dev as u64,
        inode: stat.st_ino as u64,
        size: stat.st_size as u64,
        modified: nanoseconds(stat.st_mtime as i64, stat.st_mtime_nsec as i64),
        changed: nanoseconds(stat.st_ctime as i64, stat.st_ctime_nsec as i64),
    }
}

/// Wraps beyond the years 1677 and 2262: stamps are compared for equality, so that costs nothing.
const fn nanoseconds(seconds: i64, rest: i64) -> i64 {
    seconds.wrapping_mul(1_000_000_000).wrapping_add(rest)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn kernel_releases_are_compared_as_numbers() {
        for recent in ["6.13.0", "6.13", "6.18.44-generic", "7.0-rc1", "10.2"] {
            assert!(is_at_least(recent.as_bytes(), (6, 13)), "{recent}");
        }
        for old in ["6.12.99", "6.2.0-39-generic", "5.15", "", "6", "6.x", "linux"] {
            assert!(!is_at_least(old.as_bytes(), (6, 13)), "{old}");
        }
    }
}
