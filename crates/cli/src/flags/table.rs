//! The table of flags.

use parbake_cache::Policy;

use crate::flags::value::{self, LogFormat, Refusal, VersionFormat};
use crate::flags::{Command, Flag, Given, Group, Value};

/// Every flag, in the order help lists them within their groups.
pub static FLAGS: &[Flag] = &[
    Flag {
        long: "eval",
        short: Some('e'),
        negatable: false,
        value: Value::Required("CODE"),
        variable: None,
        commands: &[Command::Run],
        group: Group::Program,
        summary: "Run CODE instead of a file",
        details: "It is a script with what CommonJS modules have, unless it has the syntax of an ES module. Relative imports \
                  start from the working directory. Everything from the first operand on belongs to the program.",
        apply: |args, given| set(&mut args.eval, value::text(given.value())),
    },
    Flag {
        long: "print",
        short: Some('p'),
        negatable: false,
        value: Value::None,
        variable: None,
        commands: &[Command::Run],
        group: Group::Program,
        summary: "Print what the code comes to",
        details: "Without `--eval`, the first operand is the code, or `-` for standard input. ES modules come to nothing.",
        apply: |args, given| switch(&mut args.print, given),
    },
    Flag {
        long: "input-type",
        short: None,
        negatable: false,
        value: Value::Required("TYPE"),
        variable: None,
        commands: &[Command::Run],
        group: Group::Program,
        summary: "What code from `--eval` or standard input is: commonjs, module or either with -typescript",
        details: "Without this the syntax says it.",
        apply: |args, given| set(&mut args.input_type, value::input_type(given.value())),
    },
    Flag {
        long: "require",
        short: Some('r'),
        negatable: false,
        value: Value::Required("MODULE"),
        variable: None,
        commands: &[Command::Run],
        group: Group::Program,
        summary: "Require MODULE before the program",
        details: "A path or a package, found as a file in the working directory would find it. May be given several times.",
        apply: |args, given| {
            args.preloads.push(value::text(given.value())?);
            Ok(())
        },
    },
    Flag {
        long: "import",
        short: None,
        negatable: false,
        value: Value::Required("MODULE"),
        variable: None,
        commands: &[Command::Run],
        group: Group::Program,
        summary: "Import MODULE before the program",
        details: "A path that begins with a dot, a package or a URL, as a module in the working directory would import it. \
                  What --require names comes first. May be given several times.",
        apply: |args, given| {
            args.import.push(value::text(given.value())?);
            Ok(())
        },
    },
    Flag {
        long: "conditions",
        short: Some('C'),
        negatable: false,
        value: Value::Required("NAME"),
        variable: None,
        commands: PROGRAM_LOADERS,
        group: Group::Program,
        summary: "Resolve packages with this export condition too",
        details: "May be given several times. `node`, `import`, `module-sync` and `default` always hold.",
        apply: |args, given| {
            args.conditions.push(value::condition(given.value())?);
            Ok(())
        },
    },
    Flag {
        long: "preserve-symlinks",
        short: None,
        negatable: false,
        value: Value::None,
        variable: None,
        commands: PROGRAM_LOADERS,
        group: Group::Program,
        summary: "Identify modules by the path they were found at",
        details: "Without it a module reached through a symbolic link is the module the link leads to.",
        apply: |args, given| switch(&mut args.preserve_symlinks, given),
    },
    Flag {
        long: "enable-source-maps",
        short: None,
        negatable: false,
        value: Value::None,
        variable: None,
        commands: &[Command::Run],
        group: Group::Program,
        summary: "Show in stacks where code was written, by the source maps that modules name",
        details: "Stacks of TypeScript and JSX that is run directly show that without this flag.",
        apply: |args, given| switch(&mut args.enable_source_maps, given),
    },
    Flag {
        long: "cache",
        short: None,
        negatable: false,
        value: Value::Required("POLICY"),
        variable: Some("PARBAKE_CACHE"),
        commands: &[Command::Run],
        group: Group::Cache,
        summary: "What the cache may do: rw, ro, refresh, off or require",
        details: "`rw`, the default, reads and writes; `ro` never writes; `refresh` compiles everything anew and writes it; \
                  `off` does neither; `require` exits with 1 where a module has to be compiled.",
        apply: |args, given| set(&mut args.policy, value::policy(given.value())),
    },
    Flag {
        long: "no-cache",
        short: None,
        negatable: false,
        value: Value::None,
        variable: Some("PARBAKE_NO_CACHE"),
        commands: &[Command::Run],
        group: Group::Cache,
        summary: "The same as `--cache=off`",
        details: "",
        apply: |args, given| {
            if given.is_on() {
                args.policy = Some(Policy::Off);
            }
            Ok(())
        },
    },
    Flag {
        long: "cache-dir",
        short: None,
        negatable: false,
        value: Value::Required("DIR"),
        variable: Some("PARBAKE_CACHE_DIR"),
        commands: CACHE_USERS,
        group: Group::Cache,
        summary: "Where the cache is",
        details: "By default `$XDG_CACHE_HOME/parbake`, else `~/.cache/parbake`.",
        apply: |args, given| set(&mut args.cache_dir, value::path(given.value())),
    },
    Flag {
        long: "cache-layer",
        short: None,
        negatable: false,
        value: Value::Required("DIR"),
        variable: Some("PARBAKE_CACHE_LAYERS"),
        commands: PROGRAM_LOADERS,
        group: Group::Cache,
        summary: "Look for the program's pack here too; never written to",
        details: "May be given several times, and so may directories with `:` between them. They are looked into where the \
                  cache itself has nothing, after the `.parbake` beside the program. `cache export` fills them.",
        apply: |args, given| {
            args.layers.extend(value::directories(given.value())?);
            Ok(())
        },
    },
    Flag {
        long: "output",
        short: Some('o'),
        negatable: false,
        value: Value::Required("FILE"),
        variable: None,
        commands: &[Command::CacheExport],
        group: Group::Program,
        summary: "Write to FILE, or into a directory that serves as a layer",
        details: "By default the pack is written beside the program, where `run` finds it.",
        apply: |args, given| set(&mut args.output, value::path(given.value())),
    },
    Flag {
        long: "cache-max-size",
        short: None,
        negatable: false,
        value: Value::Required("SIZE"),
        variable: Some("PARBAKE_CACHE_MAX_SIZE"),
        commands: LIMITERS,
        group: Group::Cache,
        summary: "How large the cache may grow; 512MiB by default",
        details: "A file that would take more than a quarter of it is not kept.",
        apply: |args, given| set(&mut args.max_size, value::size(given.value())),
    },
    Flag {
        long: "cache-max-age",
        short: None,
        negatable: false,
        value: Value::Required("AGE"),
        variable: Some("PARBAKE_CACHE_MAX_AGE"),
        commands: LIMITERS,
        group: Group::Cache,
        summary: "How long the cache keeps what is not used; 30d by default",
        details: "It may be dropped once it was not used for half of that.",
        apply: |args, given| set(&mut args.max_age, value::age(given.value())),
    },
    Flag {
        long: "max-size",
        short: None,
        negatable: false,
        value: Value::Required("SIZE"),
        variable: None,
        commands: &[Command::CachePrune],
        group: Group::Program,
        summary: "Keep no more than SIZE; by default what the cache may have",
        details: "What was filed last is kept.",
        apply: |args, given| set(&mut args.max_size, value::size(given.value())),
    },
    Flag {
        long: "max-age",
        short: None,
        negatable: false,
        value: Value::Required("AGE"),
        variable: None,
        commands: &[Command::CachePrune],
        group: Group::Program,
        summary: "Keep nothing older than AGE; by default what the cache may have",
        details: "What is used is filed anew now and then, and no older than half of `--cache-max-age`.",
        apply: |args, given| set(&mut args.max_age, value::age(given.value())),
    },
    Flag {
        long: "cache-stats",
        short: None,
        negatable: true,
        value: Value::None,
        variable: Some("PARBAKE_CACHE_STATS"),
        commands: &[Command::Run],
        group: Group::Cache,
        summary: "Count the run for `cache stats`: the default",
        details: "A run that is counted appends 128 bytes to a file in the state directory when it has ended. With \
                  `--no-cache-stats`, a run that has everything from the cache writes nothing at all.",
        apply: |args, given| {
            args.uncounted = !given.is_on();
            Ok(())
        },
    },
    Flag {
        long: "cache-log",
        short: None,
        negatable: false,
        value: Value::Optional("FORMAT"),
        variable: Some("PARBAKE_CACHE_LOG"),
        commands: PROGRAM_LOADERS,
        group: Group::Cache,
        summary: "Log each module's outcome on standard error, as text or json",
        details: "One line a module: outcome, reason of a miss, microseconds.",
        apply: |args, given| {
            args.cache_log = match given {
                Given::Value(format) => value::log_format(format)?,
                Given::Switch(_) | Given::Bare => Some(LogFormat::Text),
            };
            Ok(())
        },
    },
    Flag {
        long: "report",
        short: None,
        negatable: false,
        value: Value::Required("FILE"),
        variable: None,
        commands: &[Command::Run],
        group: Group::Output,
        summary: "Write where the time of the program's start went to FILE",
        details: "The name of FILE says how: `.html` is a page to open in a browser, `.json` the numbers, `.trace.json` the \
                  Trace Event format of browsers' profilers. May be given several times.",
        apply: |args, given| {
            args.reports.push(value::report(given.value())?);
            Ok(())
        },
    },
    Flag {
        long: "report-beside",
        short: None,
        negatable: false,
        value: Value::Required("FILE"),
        variable: None,
        commands: &[Command::Run],
        group: Group::Output,
        summary: "Show another start beside this one in the page that `--report` writes",
        details: "FILE is what `--report` wrote as JSON: the cold start of a program, say, beside its warm one.",
        apply: |args, given| set(&mut args.report_beside, value::path(given.value())),
    },
    Flag {
        long: "experimental-esm-bytecode",
        short: None,
        negatable: true,
        value: Value::None,
        variable: None,
        commands: &[Command::Run],
        group: Group::Cache,
        summary: "Keep and use the bytecode of ES modules: the default",
        details: "`--no-experimental-esm-bytecode` is `--no-cache`.",
        apply: |args, given| {
            match (given.is_on(), args.policy) {
                (false, _) => args.policy = Some(Policy::Off),
                (true, Some(Policy::Off)) => args.policy = None,
                (true, _) => {}
            }
            Ok(())
        },
    },
    Flag {
        long: "dynamic",
        short: None,
        negatable: false,
        value: Value::None,
        variable: None,
        commands: COMPILERS,
        group: Group::Program,
        summary: "Follow `import()` too, where its specifier is a literal",
        details: "One that leads to no module is left out: the program may be prepared for that.",
        apply: |args, given| switch(&mut args.dynamic, given),
    },
    Flag {
        long: "refresh",
        short: None,
        negatable: false,
        value: Value::None,
        variable: None,
        commands: &[Command::CacheCompile],
        group: Group::Cache,
        summary: "Compile everything anew, whatever the cache has",
        details: "",
        apply: |args, given| switch(&mut args.refresh, given),
    },
    Flag {
        long: "strict",
        short: None,
        negatable: false,
        value: Value::None,
        variable: None,
        commands: &[Command::CacheExplain],
        group: Group::Program,
        summary: "Exit with 1 if a run would miss anything",
        details: "",
        apply: |args, given| switch(&mut args.strict, given),
    },
    Flag {
        long: "reset",
        short: None,
        negatable: false,
        value: Value::None,
        variable: None,
        commands: &[Command::CacheStats],
        group: Group::Program,
        summary: "Forget what was counted",
        details: "",
        apply: |args, given| switch(&mut args.reset, given),
    },
    Flag {
        long: "sort",
        short: None,
        negatable: false,
        value: Value::Required("KEY"),
        variable: None,
        commands: &[Command::CacheLs],
        group: Group::Program,
        summary: "Sort by path (the default), size or age",
        details: "",
        apply: |args, given| set(&mut args.sort, value::sort_key(given.value())),
    },
    Flag {
        long: "stale",
        short: None,
        negatable: false,
        value: Value::None,
        variable: None,
        commands: &[Command::CacheLs],
        group: Group::Program,
        summary: "List only entries that no run would take as they are",
        details: "",
        apply: |args, given| switch(&mut args.stale, given),
    },
    Flag {
        long: "repair",
        short: None,
        negatable: false,
        value: Value::None,
        variable: None,
        commands: &[Command::CacheVerify],
        group: Group::Program,
        summary: "Remove the packs that are damaged",
        details: "A pack is removed whole: its program fills it again.",
        apply: |args, given| switch(&mut args.repair, given),
    },
    Flag {
        long: "jobs",
        short: None,
        negatable: false,
        value: Value::Required("N"),
        variable: None,
        commands: &[Command::CacheCompile, Command::CacheExport, Command::CacheVerify],
        group: Group::Program,
        summary: "Work on N modules at once",
        details: "By default as many as there are processors.",
        apply: |args, given| set(&mut args.jobs, value::jobs(given.value())),
    },
    Flag {
        long: "in-process",
        short: None,
        negatable: false,
        value: Value::None,
        variable: None,
        commands: &[Command::CacheVerify],
        group: Group::Program,
        summary: "Decode in this very process",
        details: "An entry that the engine cannot stand ends the command.",
        apply: |args, given| switch(&mut args.in_process, given),
    },
    Flag {
        long: "dry-run",
        short: None,
        negatable: false,
        value: Value::None,
        variable: None,
        commands: &[Command::CachePrune, Command::CacheClean],
        group: Group::Program,
        summary: "Say what would be removed and remove nothing",
        details: "",
        apply: |args, given| switch(&mut args.dry_run, given),
    },
    Flag {
        long: "imports",
        short: None,
        negatable: false,
        value: Value::None,
        variable: None,
        commands: &[Command::CacheInspect],
        group: Group::Output,
        summary: "Show only what the module imports and exports",
        details: "",
        apply: |args, given| switch(&mut args.imports, given),
    },
    Flag {
        long: "hex",
        short: None,
        negatable: false,
        value: Value::None,
        variable: None,
        commands: &[Command::CacheInspect],
        group: Group::Output,
        summary: "Show the entry's bytes too",
        details: "",
        apply: |args, given| switch(&mut args.hex, given),
    },
    Flag {
        long: "json",
        short: None,
        negatable: false,
        value: Value::None,
        variable: None,
        commands: WITH_JSON,
        group: Group::Output,
        summary: "Write one JSON object instead of text",
        details: "",
        apply: |args, given| switch(&mut args.json, given),
    },
    Flag {
        long: "format",
        short: None,
        negatable: false,
        value: Value::Required("MARKUP"),
        variable: None,
        commands: &[Command::Man],
        group: Group::Output,
        summary: "Write the manual as roff (the default) or markdown",
        details: "",
        apply: |args, given| set(&mut args.manual_format, value::manual_format(given.value())),
    },
    Flag {
        long: "color",
        short: None,
        negatable: false,
        value: Value::Required("WHEN"),
        variable: None,
        commands: &[],
        group: Group::Output,
        summary: "Use colours in messages: auto, always or never",
        details: "Wins over the variables `NO_COLOR` and `FORCE_COLOR`, which win over asking the terminal.",
        apply: |args, given| set(&mut args.color, value::color(given.value())),
    },
    Flag {
        long: "help",
        short: Some('h'),
        negatable: false,
        value: Value::None,
        variable: None,
        commands: &[],
        group: Group::Output,
        summary: "Explain the command and its options",
        details: "",
        apply: |args, given| switch(&mut args.help, given),
    },
    Flag {
        long: "version",
        short: Some('V'),
        negatable: false,
        value: Value::Optional("FORMAT"),
        variable: None,
        commands: &[],
        group: Group::Output,
        summary: "Print the version, as text or json",
        details: "",
        apply: |args, given| {
            args.version = Some(match given {
                Given::Value(format) => value::version_format(format)?,
                Given::Switch(_) | Given::Bare => VersionFormat::Text,
            });
            Ok(())
        },
    },
];

/// The commands that look into the cache directory.
const CACHE_USERS: &[Command] = &[
    Command::Run,
    Command::CacheCompile,
    Command::CacheExport,
    Command::CacheImport,
    Command::CacheDir,
    Command::CachePrune,
    Command::CacheClean,
    Command::CacheExplain,
    Command::CacheStats,
    Command::CacheLs,
    Command::CacheVerify,
    Command::CacheInspect,
];

/// The commands whose answers programs can read.
const WITH_JSON: &[Command] = &[
    Command::CacheCompile,
    Command::CacheExport,
    Command::CacheImport,
    Command::CachePrune,
    Command::CacheClean,
    Command::CacheExplain,
    Command::CacheStats,
    Command::CacheLs,
    Command::CacheVerify,
    Command::CacheInspect,
];

/// The commands that load a program's modules.
const PROGRAM_LOADERS: &[Command] = &[Command::Run, Command::CacheCompile, Command::CacheExport, Command::CacheExplain];

/// The commands that keep the cache within its limits.
const LIMITERS: &[Command] = &[
    Command::Run,
    Command::CacheCompile,
    Command::CacheExport,
    Command::CacheImport,
    Command::CacheExplain,
    Command::CachePrune,
];

/// The commands that compile without running anything.
const COMPILERS: &[Command] = &[Command::CacheCompile, Command::CacheExport];

/// The flag with this long name, and whether the name was the plain one (`true`) or its `no-` form.
pub fn by_long(name: &str) -> Option<(&'static Flag, bool)> {
    let plain = FLAGS.iter().find(|flag| flag.long == name).map(|flag| (flag, true));
    plain.or_else(|| {
        let positive = name.strip_prefix("no-")?;
        FLAGS.iter().find(|flag| flag.negatable && flag.long == positive).map(|flag| (flag, false))
    })
}

/// The flag with this one-letter name.
pub fn by_short(letter: char) -> Option<&'static Flag> {
    FLAGS.iter().find(|flag| flag.short == Some(letter))
}

fn set<T>(slot: &mut Option<T>, value: Result<T, Refusal>) -> Result<(), Refusal> {
    *slot = Some(value?);
    Ok(())
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of every row's `apply`")]
fn switch(slot: &mut bool, given: &Given) -> Result<(), Refusal> {
    *slot = given.is_on();
    Ok(())
}
