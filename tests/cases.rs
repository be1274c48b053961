//! Fixture folders: each folder in `tests/cases` is one program and what it must print. README.md describes the files.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::Trial;
use url::Url;

use crate::harness::binary::BINARY;
use crate::harness::expectation::{Expectation, Stderr};
use crate::harness::run::{Exit, Invocation, Outcome};
use crate::harness::sandbox::{Cache, Sandbox};
use crate::harness::states::{Reuse, check_in_every_state};
use crate::harness::{Failure, at, is_updating, tests_directory};

/// One trial a folder.
pub fn trials() -> Vec<Trial> {
    let directory = tests_directory().join("cases");
    let mut folders: Vec<PathBuf> = fs::read_dir(&directory)
        .unwrap_or_else(|error| panic!("{}: {error}", directory.display()))
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders.into_iter().map(trial).collect()
}

fn trial(folder: PathBuf) -> Trial {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let ignored = !BINARY.is_parbake() && folder.join("not-node").exists();
    Trial::test(format!("cases::{name}"), move || Case { folder }.run()).with_ignored_flag(ignored)
}

/// A fixture folder.
struct Case {
    folder: PathBuf,
}

impl Case {
    fn run(&self) -> Result<(), Failure> {
        let sandbox = Sandbox::new()?;
        let invocation = self.invocation()?;
        if is_updating() {
            return self.update(&sandbox.run(&invocation, Cache::Off)?);
        }
        check_in_every_state(&sandbox, &invocation, &self.expectation()?, &self.reuse()?).map(|_| ())
    }

    fn invocation(&self) -> Result<Invocation, Failure> {
        let entry = self.read("entry")?.map_or_else(|| "main.mjs".to_owned(), |name| name.trim().to_owned());
        let lines = |name: &str| -> Result<Vec<OsString>, Failure> {
            Ok(self.lines(name)?.into_iter().map(OsString::from).collect())
        };
        let variable = |line: String| -> Result<(OsString, OsString), Failure> {
            let (name, value) = line.split_once('=').ok_or_else(|| format!("env: not NAME=VALUE: {line}"))?;
            Ok((name.into(), value.into()))
        };
        Ok(Invocation {
            file: if entry == "-" { entry.into() } else { self.folder.join(entry) },
            options: lines("options")?,
            arguments: lines("args")?,
            environment: self.lines("env")?.into_iter().map(variable).collect::<Result<_, _>>()?,
            directory: Some(self.folder.clone()),
            input: self.read("stdin")?.map(String::into_bytes),
        })
    }

    fn expectation(&self) -> Result<Expectation, Failure> {
        let exact = self.read("expected.stderr")?;
        let needles = self.read("expected.stderr.contains")?;
        let stderr = match (exact, needles) {
            (Some(_), Some(_)) => return Err("expected.stderr and expected.stderr.contains exclude each other".into()),
            (None, Some(_)) if !BINARY.is_parbake() => Stderr::Anything,
            (None, Some(_)) => Stderr::Containing(self.lines("expected.stderr.contains")?),
            (exact, None) => Stderr::Exactly(exact.unwrap_or_default()),
        };
        let code = self.read("expected.code")?.map_or(Ok(0), |text| text.trim().parse::<i64>())?;
        Ok(Expectation { stdout: self.read("expected.stdout")?.unwrap_or_default(), stderr, exit: Exit::Code(code) })
    }

    fn reuse(&self) -> Result<Reuse, Failure> {
        let modules = self.lines("expected.misses")?;
        Ok(match modules.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            [] => Reuse::Everything,
            ["unchecked"] => Reuse::Unchecked,
            _ => Reuse::AllBut(modules),
        })
    }

    /// Writes what was printed as what is expected, with the case's own place taken out again.
    fn update(&self, outcome: &Outcome) -> Result<(), Failure> {
        self.write("expected.stdout", &self.with_placeholders(&outcome.stdout))?;
        if !self.folder.join("expected.stderr.contains").exists() {
            self.write("expected.stderr", &self.with_placeholders(&outcome.stderr))?;
        }
        match outcome.exit {
            Exit::Code(0) => self.write("expected.code", ""),
            Exit::Code(code) => self.write("expected.code", &format!("{code}\n")),
            Exit::Signal(signal) => Err(format!("killed by signal {signal}").into()),
        }
    }

    /// An expectation that says nothing has no file, but for stdout's.
    fn write(&self, name: &str, text: &str) -> Result<(), Failure> {
        let path = self.folder.join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(at(&path)(error)),
            _ => {}
        }
        let needed = name == "expected.stdout" || !text.is_empty();
        if needed { fs::write(&path, text).map_err(at(&path)) } else { Ok(()) }
    }

    /// The lines of a file of the folder, without empty ones and comments; none where there is no such file.
    fn lines(&self, name: &str) -> Result<Vec<String>, Failure> {
        let text = self.read(name)?.unwrap_or_default();
        Ok(text.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")).map(str::to_owned).collect())
    }

    /// A file of the folder with the placeholders filled in.
    fn read(&self, name: &str) -> Result<Option<String>, Failure> {
        let path = self.folder.join(name);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(self.places().iter().fold(text, |text, (place, value)| text.replace(place, value)))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(at(&path)(error)),
        }
    }

    fn with_placeholders(&self, bytes: &[u8]) -> String {
        let text = String::from_utf8_lossy(bytes).into_owned();
        self.places().iter().fold(text, |text, (place, value)| text.replace(value, place))
    }

    /// The placeholders and what they stand for; the URL first, since it contains the path.
    fn places(&self) -> [(&'static str, String); 3] {
        [
            ("{CASE_URL}", directory_url(&self.folder)),
            ("{CASE}", self.folder.display().to_string()),
            ("{BIN}", BINARY.path().display().to_string()),
        ]
    }
}

/// The `file:` URL of a directory, without a slash at its end.
fn directory_url(path: &Path) -> String {
    Url::from_file_path(path).map(String::from).unwrap_or_default()
}
