//! From what was asked for to what is done: the objects the commands work with, ready to use.
//!
//! Defaults and the environment's conventions are settled here, and nowhere else; still nothing is opened.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::Duration;

use parbake_bmes::BuildId;
use parbake_cache::{Config, Policy};

use crate::environment::{Environment, FLOOR};
use crate::flags::Command;
use crate::flags::low_args::{LowArgs, Topic};
use crate::flags::value::{InputType, LogFormat, ManualFormat, Shell, SortKey, VersionFormat};
use crate::start_report::Target;

/// One piece of work for one command.
#[derive(Debug)]
pub enum Plan {
    /// Nothing was asked for: show how to begin, as an error.
    Beginning(Topic),
    /// Explain.
    Help(Topic),
    /// `help WORDS...`, whose words are still to be understood.
    HelpAbout(Vec<OsString>),
    /// Print the completions for a shell.
    Completions(Shell),
    /// Print the manual.
    Man(ManualFormat),
    /// Say which parbake this is.
    Version(VersionFormat),
    /// Run a program.
    Run(Run),
    /// Compile programs without running them.
    CacheCompile(CacheCompile),
    /// Write a program's pack to be carried elsewhere.
    CacheExport(CacheExport),
    /// Take in a pack from elsewhere.
    CacheImport(CacheImport),
    /// Print the cache directory.
    CacheDir(CacheSettings),
    /// Remove what nobody needs.
    CachePrune(CachePrune),
    /// Empty the cache.
    CacheClean(CacheClean),
    /// Say what a run would have from the cache.
    CacheExplain(CacheExplain),
    /// Say what runs had from the cache.
    CacheStats(CacheStats),
    /// List entries.
    CacheLs(CacheLs),
    /// Check entries.
    CacheVerify(CacheVerify),
    /// Show an entry.
    CacheInspect(CacheInspect),
}

/// What `run` works with.
#[derive(Debug)]
pub struct Run {
    /// The program.
    pub program: Program,
    /// The program's arguments.
    pub args: Vec<OsString>,
    /// The options that parbake itself was given, as typed.
    pub options: Vec<OsString>,
    /// What is required before the program.
    pub preloads: Vec<String>,
    /// What is imported after that and before the program.
    pub imports: Vec<String>,
    /// Export conditions besides the usual ones.
    pub conditions: Vec<String>,
    /// Modules are identified by the path they were found at, not by where links lead.
    pub preserve_symlinks: bool,
    /// Modules' own source maps are used for stacks.
    pub enable_source_maps: bool,
    /// What a program that is no file is, where that is said.
    pub input_type: Option<InputType>,
    /// The value of a program that is no file is printed.
    pub print: bool,
    /// Where `require` looks for packages after `node_modules`.
    pub module_paths: Vec<PathBuf>,
    /// Where it looks at last.
    pub global_folders: Vec<PathBuf>,
    /// The cache.
    pub cache: CacheSettings,
    /// Where to report on the start.
    pub reports: Vec<Target>,
    /// The report to show beside the new one.
    pub report_beside: Option<PathBuf>,
    /// How to log what the cache did, if at all.
    pub log: Option<LogFormat>,
    /// Load everything first and say how long that took: for benchmarks.
    pub floor: bool,
}

/// Where a program comes from.
#[derive(Debug, PartialEq, Eq)]
pub enum Program {
    /// A file, by path or `file:` URL.
    File(OsString),
    /// The command line.
    Eval(String),
    /// Standard input.
    Stdin,
}

/// What `cache compile` works with.
#[derive(Debug)]
pub struct CacheCompile {
    /// The cache.
    pub cache: CacheSettings,
    /// The programs: paths or `file:` URLs.
    pub entries: Vec<OsString>,
    /// Export conditions besides the usual ones.
    pub conditions: Vec<String>,
    /// Modules are identified by the path they were found at, not by where links lead.
    pub preserve_symlinks: bool,
    /// Where `require` looks for packages at last.
    pub module_paths: Vec<PathBuf>,
    /// How many threads read and compile; one for each core where nothing is said.
    pub jobs: Option<usize>,
    /// Follow `import()`s of literal specifiers.
    pub dynamic: bool,
    /// Answer in JSON.
    pub json: bool,
    /// How to log what the cache did, if at all.
    pub log: Option<LogFormat>,
}

/// What `cache export` works with.
#[derive(Debug)]
pub struct CacheExport {
    /// How the program is compiled: the only one of the entries.
    pub compile: CacheCompile,
    /// Where the pack is written; beside the program where nothing is said.
    pub output: Option<PathBuf>,
}

/// What `cache import` works with.
#[derive(Debug)]
pub struct CacheImport {
    /// The cache.
    pub cache: CacheSettings,
    /// The pack's file.
    pub file: PathBuf,
    /// Answer in JSON.
    pub json: bool,
}

/// What `cache prune` works with.
#[derive(Debug)]
pub struct CachePrune {
    /// The cache, with the limits that are to hold.
    pub cache: CacheSettings,
    /// Only say what would be removed.
    pub dry_run: bool,
    /// Answer in JSON.
    pub json: bool,
}

/// What `cache clean` works with.
#[derive(Debug)]
pub struct CacheClean {
    /// The cache.
    pub cache: CacheSettings,
    /// The programs to forget; none means everything.
    pub entries: Vec<PathBuf>,
    /// Only say what would be removed.
    pub dry_run: bool,
    /// Answer in JSON.
    pub json: bool,
}

/// What `cache explain` works with.
#[derive(Debug)]
pub struct CacheExplain {
    /// The cache.
    pub cache: CacheSettings,
    /// The program.
    pub entry: OsString,
    /// Export conditions besides the usual ones.
    pub conditions: Vec<String>,
    /// Modules are identified by the path they were found at.
    pub preserve_symlinks: bool,
    /// Where `require` looks for packages at last.
    pub module_paths: Vec<PathBuf>,
    /// A miss is a failure.
    pub strict: bool,
    /// Answer in JSON.
    pub json: bool,
}

/// What `cache stats` works with.
#[derive(Debug)]
pub struct CacheStats {
    /// The cache.
    pub cache: CacheSettings,
    /// Forget what was counted.
    pub reset: bool,
    /// Answer in JSON.
    pub json: bool,
}

/// What `cache ls` works with.
#[derive(Debug)]
pub struct CacheLs {
    /// The cache.
    pub cache: CacheSettings,
    /// The program whose entries to list; all of them otherwise.
    pub entry: Option<PathBuf>,
    /// In which order.
    pub sort: SortKey,
    /// Leave out what a run would take.
    pub stale: bool,
    /// Answer in JSON.
    pub json: bool,
}

/// What `cache verify` works with.
#[derive(Debug)]
pub struct CacheVerify {
    /// The cache.
    pub cache: CacheSettings,
    /// Programs or packs; none means everything.
    pub targets: Vec<PathBuf>,
    /// Remove what is damaged.
    pub repair: bool,
    /// Decode in this process.
    pub in_process: bool,
    /// How many processes at once.
    pub jobs: Option<usize>,
    /// Answer in JSON.
    pub json: bool,
}

/// What `cache inspect` works with.
#[derive(Debug)]
pub struct CacheInspect {
    /// The cache.
    pub cache: CacheSettings,
    /// A file of the cache, or a source file.
    pub target: PathBuf,
    /// Which of the entry's facts to show.
    pub view: View,
    /// Show the bytes too.
    pub hex: bool,
}

/// How an entry is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Everything, for people.
    Text,
    /// Imports and exports only, for people.
    Imports,
    /// Everything, for programs.
    Json,
}

/// Where the cache is and what may be done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CacheSettings {
    /// The directory; none where no place for it is known.
    pub dir: Option<PathBuf>,
    /// Whether a flag or a variable of ours named the directory.
    pub named: bool,
    /// The directory of the cache's secret key.
    pub state_dir: Option<PathBuf>,
    /// What may be done.
    pub policy: Policy,
    /// The limit on the whole cache, in bytes.
    pub max_size: u64,
    /// How long what is not used is kept.
    pub max_age: Duration,
    /// Whether runs are counted.
    pub counts_runs: bool,
    /// Directories of packs to be read and never written.
    pub layers: Vec<PathBuf>,
}

impl Plan {
    /// Settles what `args` left open.
    pub fn new(args: LowArgs, environment: &Environment) -> Self {
        if let Some(format) = args.version {
            return Self::Version(format);
        }
        if args.help {
            return Self::Help(args.topic);
        }
        let Topic::Command(command) = args.topic else { return Self::Beginning(args.topic) };
        let cache = CacheSettings::new(&args, environment);
        match command {
            Command::Run => Self::Run(Run::new(args, cache, environment)),
            Command::CacheCompile => Self::CacheCompile(CacheCompile::new(args, cache, environment)),
            Command::CacheExport => Self::CacheExport(CacheExport::new(args, cache, environment)),
            Command::CacheImport => Self::CacheImport(CacheImport::new(args, cache)),
            Command::CacheDir => Self::CacheDir(cache),
            Command::CachePrune => Self::CachePrune(CachePrune { cache, dry_run: args.dry_run, json: args.json }),
            Command::CacheClean => {
                let (entries, LowArgs { dry_run, json, .. }) = paths(args);
                Self::CacheClean(CacheClean { cache, entries, dry_run, json })
            }
            Command::CacheExplain => {
                let LowArgs { operands, conditions, preserve_symlinks, strict, json, .. } = args;
                let entry = operands.into_iter().next().unwrap_or_default();
                let module_paths = module_paths(environment);
                Self::CacheExplain(CacheExplain {
                    cache,
                    entry,
                    conditions,
                    preserve_symlinks,
                    module_paths,
                    strict,
                    json,
                })
            }
            Command::CacheStats => Self::CacheStats(CacheStats { cache, reset: args.reset, json: args.json }),
            Command::CacheLs => {
                let (entries, LowArgs { sort, stale, json, .. }) = paths(args);
                let (entry, sort) = (entries.into_iter().next(), sort.unwrap_or_default());
                Self::CacheLs(CacheLs { cache, entry, sort, stale, json })
            }
            Command::CacheVerify => {
                let (targets, LowArgs { repair, in_process, jobs, json, .. }) = paths(args);
                Self::CacheVerify(CacheVerify { cache, targets, repair, in_process, jobs, json })
            }
            Command::CacheInspect => Self::CacheInspect(CacheInspect::new(args, cache)),
            // Parsing lets no `completions` without a shell through.
            Command::Completions => Self::Completions(args.shell.unwrap_or(Shell::Bash)),
            Command::Man => Self::Man(args.manual_format.unwrap_or_default()),
            Command::Help => Self::HelpAbout(args.operands),
        }
    }
}

impl Run {
    fn new(args: LowArgs, cache: CacheSettings, environment: &Environment) -> Self {
        let enable_source_maps = args.enable_source_maps;
        let LowArgs {
            eval,
            print,
            input_type,
            operands,
            typed: mut options,
            preloads,
            import: imports,
            conditions,
            preserve_symlinks,
            cache_log,
            reports,
            report_beside,
            ..
        } = args;
        let mut operands = operands.into_iter();
        let program = match eval {
            Some(code) => Program::Eval(code),
            None => match operands.next() {
                Some(dash) if dash == "-" => Program::Stdin,
                Some(code) if print => {
                    options.push(code.clone());
                    Program::Eval(code.to_string_lossy().into_owned())
                }
                Some(file) => Program::File(file),
                // Parsing lets no `run` without a program through.
                None => Program::Stdin,
            },
        };
        let args = operands.collect();
        Self {
            program,
            args,
            options,
            preloads,
            imports,
            conditions,
            preserve_symlinks,
            enable_source_maps,
            input_type,
            print,
            module_paths: module_paths(environment),
            global_folders: global_folders(environment),
            cache,
            reports,
            report_beside,
            log: cache_log,
            floor: environment.variable(FLOOR).is_some(),
        }
    }
}

/// `NODE_PATH` (Node documentation, "Modules: CommonJS modules", loading from the global folders).
fn module_paths(environment: &Environment) -> Vec<PathBuf> {
    let listed = environment.variable("NODE_PATH").map(std::env::split_paths);
    listed.into_iter().flatten().filter(|path| !path.as_os_str().is_empty()).collect()
}

/// The folders that `require` looks in when there is no package anywhere else (ibid.), but for `lib/node` beside the command.
fn global_folders(environment: &Environment) -> Vec<PathBuf> {
    let home = absolute_variable(environment, "HOME").into_iter();
    home.flat_map(|home| [".node_modules", ".node_libraries"].map(|name| home.join(name))).collect()
}

impl CacheCompile {
    fn new(args: LowArgs, cache: CacheSettings, environment: &Environment) -> Self {
        let LowArgs {
            operands: entries, conditions, preserve_symlinks, jobs, dynamic, refresh, json, cache_log, ..
        } = args;
        let policy = if refresh { Policy::Refresh } else { Policy::ReadWrite };
        let cache = CacheSettings { policy, ..cache };
        let module_paths = module_paths(environment);
        Self { cache, entries, conditions, preserve_symlinks, module_paths, jobs, dynamic, json, log: cache_log }
    }
}

impl CacheExport {
    fn new(args: LowArgs, cache: CacheSettings, environment: &Environment) -> Self {
        let output = args.output.clone();
        Self { compile: CacheCompile::new(args, cache, environment), output }
    }
}

impl CacheImport {
    fn new(args: LowArgs, cache: CacheSettings) -> Self {
        let file = args.operands.into_iter().next().map(PathBuf::from).unwrap_or_default();
        let cache = CacheSettings { policy: Policy::ReadWrite, ..cache };
        Self { cache, file, json: args.json }
    }
}

impl CacheInspect {
    fn new(args: LowArgs, cache: CacheSettings) -> Self {
        let view = match (args.json, args.imports) {
            (true, _) => View::Json,
            (false, true) => View::Imports,
            (false, false) => View::Text,
        };
        let target = args.operands.into_iter().next().map(PathBuf::from).unwrap_or_default();
        Self { cache, target, view, hex: args.hex }
    }
}

impl CacheSettings {
    fn new(args: &LowArgs, environment: &Environment) -> Self {
        let home = absolute_variable(environment, "HOME");
        let local = absolute_variable(environment, "LOCALAPPDATA").filter(|_| cfg!(windows));
        let place = |xdg: &str, in_home: &str, in_local: &str| {
            let from_xdg = absolute_variable(environment, xdg).map(|base| base.join("parbake"));
            let from_local = || Some(local?.join("parbake").join(in_local));
            let from_home = || Some(home?.join(in_home).join("parbake"));
            from_xdg.or_else(from_local).or_else(from_home)
        };
        Self {
            named: args.cache_dir.is_some(),
            dir: args.cache_dir.clone().or_else(|| place("XDG_CACHE_HOME", ".cache", "cache")),
            state_dir: place("XDG_STATE_HOME", ".local/state", "state"),
            policy: args.policy.unwrap_or_default(),
            max_size: args.max_size.unwrap_or(parbake_cache::DEFAULT_MAX_SIZE),
            max_age: args.max_age.unwrap_or(parbake_cache::DEFAULT_MAX_AGE),
            counts_runs: !args.uncounted,
            layers: if args.layers.is_empty() { &args.usual_layers } else { &args.layers }.clone(),
        }
    }

    /// What the cache wants to be told when it opens, for the engine of this build. A relative directory counts from where
    /// the process is now, and stays there when the program goes elsewhere; where that cannot be known, there is no cache.
    pub fn config(self, build_id: BuildId) -> Config {
        let dir = self.dir.and_then(|dir| std::path::absolute(dir).ok());
        Config {
            dir_named_by_user: self.named,
            policy: self.policy,
            executable: std::env::current_exe().ok(),
            max_size: self.max_size,
            max_age: self.max_age,
            counts_runs: self.counts_runs,
            layers: self.layers.into_iter().filter_map(|layer| std::path::absolute(layer).ok()).collect(),
            ..Config::new(dir, self.state_dir, build_id)
        }
    }
}

/// The operands, which are paths, and the rest.
fn paths(mut args: LowArgs) -> (Vec<PathBuf>, LowArgs) {
    let paths = std::mem::take(&mut args.operands).into_iter().map(PathBuf::from).collect();
    (paths, args)
}

/// A variable that holds an absolute path; the XDG Base Directory Specification wants relative ones ignored.
fn absolute_variable<'a>(environment: &'a Environment, name: &str) -> Option<&'a Path> {
    environment.variable(name).map(<OsStr as AsRef<Path>>::as_ref).filter(|path| path.is_absolute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flags::parse::parse;

    fn plan(words: &[&str], variables: &[(&'static str, &str)]) -> Plan {
        let environment = Environment::with(variables);
        Plan::new(parse(words.iter().map(OsString::from), &environment).expect("words that make sense"), &environment)
    }

    fn run(words: &[&str], variables: &[(&'static str, &str)]) -> Run {
        match plan(words, variables) {
            Plan::Run(run) => run,
            other => panic!("not a run: {other:?}"),
        }
    }

    #[test]
    fn the_program_is_a_file_code_or_standard_input() {
        let file = run(&["a.mjs", "-x", "--help"], &[]);
        assert_eq!(file.program, Program::File("a.mjs".into()));
        assert_eq!(file.args, ["-x", "--help"]);
        let options =
            run(&["run", "-Cdev", "--cache=ro", "--cache-log=json", "--no-cache", "a.mjs", "-C"], &[]).options;
        assert_eq!(options, ["-C", "dev", "--cache", "ro", "--cache-log=json", "--no-cache"]);
        assert_eq!(run(&["-"], &[]).program, Program::Stdin);
        let code = run(&["-e", "1", "-", "x"], &[]);
        assert_eq!(code.program, Program::Eval("1".into()));
        assert_eq!(code.args, ["-", "x"]);
        let printed = run(&["-p", "cache", "x"], &[]);
        assert_eq!((printed.program, printed.print), (Program::Eval("cache".into()), true));
        assert_eq!((printed.options, printed.args), (vec!["-p".into(), "cache".into()], vec!["x".into()]));
        assert_eq!(run(&["-pe", "1", "x"], &[]).args, ["x"]);
        assert_eq!(run(&["-p", "-"], &[]).program, Program::Stdin);
    }

    #[test]
    fn the_directory_comes_from_the_first_that_names_one() {
        let everything = [
            ("PARBAKE_CACHE_DIR", "/variable"),
            ("XDG_CACHE_HOME", "/xdg"),
            ("XDG_STATE_HOME", "/state"),
            ("HOME", "/home/ada"),
        ];
        let place = |words, from: usize| {
            let cache = run(words, &everything[from..]).cache;
            (cache.dir.expect("a directory"), cache.named)
        };
        assert_eq!(place(&["--cache-dir", "/flag", "a.mjs"], 0), (PathBuf::from("/flag"), true));
        assert_eq!(place(&["a.mjs"], 0), (PathBuf::from("/variable"), true));
        assert_eq!(place(&["a.mjs"], 1), (PathBuf::from("/xdg/parbake"), false));
        assert_eq!(place(&["a.mjs"], 2), (PathBuf::from("/home/ada/.cache/parbake"), false));
    }

    #[test]
    fn without_a_home_there_is_no_directory() {
        let cache = run(&["a.mjs"], &[("XDG_CACHE_HOME", "relative")]).cache;
        assert_eq!((cache.dir, cache.state_dir, cache.named), (None, None, false));
    }

    #[test]
    fn the_key_lies_apart_from_the_cache() {
        let state = |variables: &[(&'static str, &str)]| run(&["a.mjs"], variables).cache.state_dir;
        assert_eq!(state(&[("HOME", "/home/ada")]), Some("/home/ada/.local/state/parbake".into()));
        assert_eq!(state(&[("HOME", "/home/ada"), ("XDG_STATE_HOME", "/s")]), Some("/s/parbake".into()));
    }

    #[test]
    fn json_wins_over_imports() {
        let view = |words: &[&str]| match plan(words, &[]) {
            Plan::CacheInspect(inspect) => inspect.view,
            other => panic!("not an inspection: {other:?}"),
        };
        assert_eq!(view(&["cache", "inspect", "x", "--imports", "--json"]), View::Json);
        assert_eq!(view(&["cache", "inspect", "--imports", "x"]), View::Imports);
        assert_eq!(view(&["cache", "inspect", "x"]), View::Text);
    }
}
