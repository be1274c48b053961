//! The table of commands.

use crate::flags::{Command, CommandSpec, Operands};

/// Every command, in the order help lists them.
pub static COMMANDS: &[CommandSpec] = &[
    CommandSpec {
        command: Command::Run,
        words: &["run"],
        operands: Operands::Program,
        summary: "Run a program made of ES modules",
        details: "`run` may be left out. Options before FILE are parbake's; FILE and everything after it belong to the program. \
                  FILE is a path or a `file:` URL; `-` reads the program from standard input. The first run of a program \
                  leaves its modules' bytecode in the cache and later runs start from there. Programs from standard \
                  input and from `--eval` are not cached themselves; the modules they import are.",
        examples: &[
            ("parbake app.mjs --port 8080", "run a program; `--port 8080` is the program's"),
            ("parbake --cache-log app.mjs", "say for every module whether the cache had it"),
            ("parbake -e 'console.log(1 + 1)'", "run code given on the command line"),
            ("parbake --no-cache app.mjs", "run without reading or writing the cache"),
        ],
    },
    CommandSpec {
        command: Command::CacheCompile,
        words: &["cache", "compile"],
        operands: Operands::Some("ENTRY"),
        summary: "Compile programs into the cache without running them",
        details: "ENTRY is a program as `run` takes it. Everything that it imports is read, compiled and linked on every core, \
                  and nothing is evaluated. Where a module cannot be found, compiled or linked, what a run would print is \
                  printed, and the exit code is 1. A program that the cache has as it is now is left alone.",
        examples: &[
            ("parbake cache compile app.mjs", "have the first run find everything compiled"),
            ("parbake cache compile --dynamic app.mjs cli.mjs", "follow `import()` too"),
        ],
    },
    CommandSpec {
        command: Command::CacheExport,
        words: &["cache", "export"],
        operands: Operands::One("ENTRY"),
        summary: "Write a program's pack to a file that can be carried elsewhere",
        details: "What is not compiled yet is compiled first. The pack serves the same build of parbake on any machine and at \
                  any place: `cache import` takes it in, and `run` finds it beside the program or in a layer.",
        examples: &[
            ("parbake cache export app.mjs", "ship the pack with the program, in `.parbake` beside it"),
            ("parbake cache export app.mjs -o app.pack", "write it to a file"),
            ("parbake cache export app.mjs -o /usr/share/parbake", "write it into a layer"),
        ],
    },
    CommandSpec {
        command: Command::CacheImport,
        words: &["cache", "import"],
        operands: Operands::One("FILE"),
        summary: "Take in a pack that `cache export` has written",
        details: "Programs that have modules of the pack find them compiled, wherever they are. Take in packs of those only \
                  whose programs you would run: nothing else tells whether a pack is genuine.",
        examples: &[("parbake cache import app.pack", "have what another machine compiled")],
    },
    CommandSpec {
        command: Command::CacheDir,
        words: &["cache", "dir"],
        operands: Operands::None,
        summary: "Print the cache directory and nothing else",
        details: "The directory is `--cache-dir`, else `PARBAKE_CACHE_DIR`, else `$XDG_CACHE_HOME/parbake`, else \
                  `~/.cache/parbake`. It need not exist yet. Without a home directory the cache is off and the command fails.",
        examples: &[("du -sh \"$(parbake cache dir)\"", "how much the cache holds")],
    },
    CommandSpec {
        command: Command::CachePrune,
        words: &["cache", "prune"],
        operands: Operands::None,
        summary: "Remove what is of no use to anybody, and what the limits do not allow",
        details: "Of no use is what processes that were killed have left, what builds of parbake have filed that are gone, and \
                  packs of programs that are gone. Then goes what was not used for too long, and the oldest where there is \
                  too much. Runs do as much by themselves when the cache is full; this is for those who want the room now.",
        examples: &[
            ("parbake cache prune", "make the cache as small as it can be without a loss"),
            ("parbake cache prune --max-size=100MB --max-age=7d", "make it smaller than that"),
            ("parbake cache prune --dry-run", "say what would be removed, and why"),
        ],
    },
    CommandSpec {
        command: Command::CacheClean,
        words: &["cache", "clean"],
        operands: Operands::Any("ENTRY"),
        summary: "Remove everything the cache holds, or what it holds of programs",
        details: "ENTRY is the file that a program is started with. Only files that parbake wrote are removed, and nothing from \
                  a directory that is not a cache. Programs that are running are not disturbed; the next run of each \
                  program fills the cache again.",
        examples: &[
            ("parbake cache clean", "empty the cache"),
            ("parbake cache clean app.mjs", "forget one program"),
            ("parbake cache clean --dry-run", "say what would be removed"),
        ],
    },
    CommandSpec {
        command: Command::CacheExplain,
        words: &["cache", "explain"],
        operands: Operands::One("ENTRY"),
        summary: "Say for every module of a program whether a run would find it in the cache",
        details: "The program is loaded as for a run; nothing is evaluated and nothing is written. What it requires is known from \
                  the last run, else from the literal `require`s in its modules. Where there is nothing of the \
                  program, the nearest that there is is named, and the part of the key that differs. The reasons are those \
                  of `--cache-log`.",
        examples: &[
            ("parbake cache explain app.mjs", "hits and misses, with reasons"),
            ("parbake cache explain --strict app.mjs", "exit with 1 if anything would be missed"),
        ],
    },
    CommandSpec {
        command: Command::CacheStats,
        words: &["cache", "stats"],
        operands: Operands::None,
        summary: "Show what runs of programs had from the cache, and what it holds",
        details: "Counted are the last 8,000 to 16,000 runs under a policy that writes. The time saved is an estimate: what \
                  reading and compiling the sources of the hits would have taken at the rate of the misses among these \
                  runs, less what serving the hits took; it counts the time of all threads together.",
        examples: &[
            ("parbake cache stats", "hits, misses by reason, sizes"),
            ("parbake cache stats --reset", "count anew"),
        ],
    },
    CommandSpec {
        command: Command::CacheLs,
        words: &["cache", "ls"],
        operands: Operands::Maybe("ENTRY"),
        summary: "List the entries, of all programs or of one",
        details: "An entry's state is `ok`; `stale`, where its source has changed or is gone; `other-build`, where another \
                  build of parbake wrote it; `damaged`, where its pack does not pass its checks. An entry that several \
                  programs share is listed with each.",
        examples: &[
            ("parbake cache ls app.mjs", "the entries of one program"),
            ("parbake cache ls --sort=size", "the largest first"),
            ("parbake cache ls --stale", "only those that no run would take"),
        ],
    },
    CommandSpec {
        command: Command::CacheVerify,
        words: &["cache", "verify"],
        operands: Operands::Any("ENTRY"),
        summary: "Check every byte of the cache, and let the engine try every entry",
        details: "ENTRY is the file that a program is started with, or a pack's file, exported ones included; without any, all packs \
                  are checked. Entries are decoded in processes of their own, so that one which the engine cannot stand ends only those.",
        examples: &[
            ("parbake cache verify", "check everything"),
            ("parbake cache verify --repair", "remove the packs that are damaged"),
        ],
    },
    CommandSpec {
        command: Command::CacheInspect,
        words: &["cache", "inspect"],
        operands: Operands::One("TARGET"),
        summary: "Show one cache entry: header, imports, exports, sections",
        details: "TARGET is the path of a source file that some program has been run with, a cache entry's file, or a pack's, \
                  such as one that `cache export` has written: of a pack its modules are shown. What does not pass its \
                  checks is shown as far as its header can be read, with the reason, and the exit code is 1.",
        examples: &[
            ("parbake cache inspect src/app.mjs", "the entry of a module"),
            ("parbake cache inspect --imports src/app.mjs", "only what it imports and exports"),
            ("parbake cache inspect --json src/app.mjs", "the same for programs"),
            ("parbake cache inspect .parbake/app.mjs.pack", "what a pack holds"),
        ],
    },
    CommandSpec {
        command: Command::Completions,
        words: &["completions"],
        operands: Operands::One("SHELL"),
        summary: "Print the completions for bash, zsh or fish",
        details: "What is printed is a script; where it belongs stands in its first line.",
        examples: &[
            ("eval \"$(parbake completions bash)\"", "have them in this shell"),
            ("parbake completions fish > ~/.config/fish/completions/parbake.fish", "have them in every fish"),
        ],
    },
    CommandSpec {
        command: Command::Man,
        words: &["man"],
        operands: Operands::None,
        summary: "Print the manual",
        details: "",
        examples: &[("parbake man | man -l -", "read it"), ("parbake man --format=markdown", "the same as Markdown")],
    },
    CommandSpec {
        command: Command::Help,
        words: &["help"],
        operands: Operands::Any("COMMAND"),
        summary: "Explain parbake or one of its commands",
        details: "",
        examples: &[("parbake help cache inspect", "everything about one command")],
    },
];

/// The row of `command`.
pub fn spec(command: Command) -> &'static CommandSpec {
    COMMANDS.iter().find(|spec| spec.command == command).expect("every command has a row: a test walks them")
}

/// The command that `words` select, whole.
pub fn find(words: &[&str]) -> Option<&'static CommandSpec> {
    COMMANDS.iter().find(|spec| spec.words == words)
}

/// The commands that begin with `word`.
pub fn in_group(word: &str) -> impl Iterator<Item = &'static CommandSpec> {
    COMMANDS.iter().filter(move |spec| spec.words.len() > 1 && spec.words[0] == word)
}
