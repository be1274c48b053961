//! File systems for tests, where whoever runs them may mount some: root in most containers, nobody elsewhere.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A mounted file system; unmounted when dropped.
pub struct Mount(PathBuf);

impl Mount {
    /// An empty file system of so many bytes.
    pub fn of_size(directory: &Path, bytes: u64) -> Option<Self> {
        mount(&["-t", "tmpfs", "-o", &format!("size={bytes},mode=700"), "tmpfs"], directory)
    }

    /// The directory, so that nobody can write to it.
    pub fn read_only(directory: &Path) -> Option<Self> {
        let bound = mount(&["--bind", directory.to_str()?], directory)?;
        // Options of a bind mount take effect when it is mounted again.
        mount(&["-o", "remount,bind,ro"], directory).map(std::mem::forget)?;
        Some(bound)
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).stderr(Stdio::null()).status();
    }
}

fn mount(options: &[&str], directory: &Path) -> Option<Mount> {
    let mut command = Command::new("mount");
    command.args(options).arg(directory).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().ok().filter(std::process::ExitStatus::success).map(|_| Mount(directory.to_owned()))
}
