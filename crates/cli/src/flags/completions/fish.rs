//! Fish: one `complete` a flag and command, with a condition that asks which command was named.

use std::fmt::Write as _;

use super::{first_words, groups, members, operand_hint, spellings, value_of};
use crate::flags::commands::COMMANDS;
use crate::flags::hints::{Hint, hint};
use crate::flags::table::FLAGS;
use crate::flags::{Command, CommandSpec, Flag};

const HEAD: &str = r#"# Completions of parbake for fish: put this as `parbake.fish` into ~/.config/fish/completions.

# The command that was named so far: `` for none, `program` where a program's own arguments begin.
function __parbake_command
    set -l words (commandline -opc)
    set -e words[1]
    set -l command
    set -l last
    for word in $words
        if test -n "$last"
            set last
        else if string match -q -- '-*' $word
            if contains -- $word $__parbake_takes_word
                set last $word
            end
        else
            switch "$command $word"
"#;

const WALK_TAIL: &str = r#"                case ' *' 'run *'
                    echo program
                    return
            end
        end
    end
    echo $command
end

# Whether the command named so far is one of these.
function __parbake_is
    set -l command (__parbake_command)
    contains -- "$command" $argv
end

complete -c parbake -f
complete -c parbake -n '__parbake_is "" run program' -F
"#;

pub(super) fn script() -> String {
    let mut out = HEAD.to_owned();
    for spec in COMMANDS.iter().filter(|spec| spec.words.len() > 1) {
        let (group, member) = (spec.words[0], spec.words[1]);
        // Strings grow; writing to them cannot fail.
        let _ = writeln!(
            out,
            "                case '{group} {member}'\n                    set command '{group} {member}'"
        );
    }
    for (word, _) in first_words() {
        let _ = writeln!(out, "                case ' {word}'\n                    set command {word}");
    }
    out += WALK_TAIL;
    let takes_word = FLAGS.iter().filter(|flag| value_of(flag).is_some_and(|(_, apart)| apart));
    let _ =
        writeln!(out, "set -g __parbake_takes_word {}\n", takes_word.flat_map(spellings).collect::<Vec<_>>().join(" "));
    for (word, summary) in first_words() {
        let _ = writeln!(out, "complete -c parbake -n '__parbake_is \"\" help' -a {word} -d {}", quoted(summary));
    }
    for group in groups() {
        for (member, summary) in members(group) {
            let _ = writeln!(out, "complete -c parbake -n '__parbake_is {group}' -a {member} -d {}", quoted(summary));
        }
    }
    for spec in COMMANDS.iter().filter(|spec| spec.command != Command::Run) {
        if let Some(offer) = operand_hint(spec).and_then(offer) {
            let _ = writeln!(out, "complete -c parbake -n '__parbake_is {}' {offer}", name(spec));
        }
    }
    for flag in FLAGS {
        out += &flag_lines(flag);
    }
    out
}

fn flag_lines(flag: &Flag) -> String {
    let commands = COMMANDS.iter().filter(|spec| flag.belongs_to(spec.command)).map(name);
    let condition = format!("-n '__parbake_is {}'", commands.collect::<Vec<_>>().join(" "));
    let short = flag.short.map(|letter| format!(" -s {letter}")).unwrap_or_default();
    let (long, summary) = (flag.long, quoted(flag.summary));
    let value = match value_of(flag) {
        None => String::new(),
        Some((name, apart)) => {
            let required = if apart { "-r" } else { "" };
            let offer = offer(hint(name)).unwrap_or_default();
            format!(" {required} {offer}").trim_end().to_owned()
        }
    };
    let no = if flag.negatable {
        format!("complete -c parbake {condition} -l no-{long} -d {summary}\n")
    } else {
        String::new()
    };
    format!("complete -c parbake {condition}{short} -l {long}{value} -d {summary}\n{no}")
}

/// A command's name as [`HEAD`]'s functions know it, quoted for use within single quotes.
fn name(spec: &CommandSpec) -> String {
    if spec.command == Command::Run { "\"\" run".to_owned() } else { format!("\"{}\"", spec.name()) }
}

fn offer(hint: Hint) -> Option<String> {
    match hint {
        Hint::Text => None,
        Hint::File => Some("-F".to_owned()),
        Hint::Directory => Some("-a '(__fish_complete_directories)'".to_owned()),
        Hint::Words(words) => Some(format!("-a '{}'", words.join(" "))),
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}
