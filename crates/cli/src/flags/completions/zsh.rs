//! Zsh, with `_describe` for what has a summary, so that it is shown beside the word.

use std::fmt::Write as _;

use super::{
    first_words, flags_of, groups, lines_that_find_the_command, members, operand_hint, pattern_of, spellings,
    takers_of_words, value_of,
};
use crate::flags::commands::COMMANDS;
use crate::flags::hints::{Hint, hint};
use crate::flags::table::FLAGS;

const HEAD: &str = r#"#compdef parbake
# Completions of parbake for zsh: put this as `_parbake` into a directory of $fpath, or `eval "$(parbake completions zsh)"`.

# The values that a flag takes.
_parbake_values() {
    case $1 in
"#;

const TAKES_WORD: &str = r#"    esac
}

# Whether a flag's value is the next word.
_parbake_takes_word() {
    case $1 in
"#;

const FLAGS_HEAD: &str = r#" return 0 ;;
    esac
    return 1
}

# The flags of a command.
_parbake_flags() {
    local -a flags
    case $1 in
"#;

const OPERANDS_HEAD: &str = r#"    esac
    _describe -o option flags
}

# The operands of a command.
_parbake_operands() {
    local -a members
    case $1 in
"#;

const COMPLETE_HEAD: &str = r#"    esac
}

_parbake() {
    local command='' last='' word
    for word in "${(@)words[2,CURRENT-1]}"; do
        if [[ -n $last ]]; then
            last=''
        elif [[ $word == -* ]]; then
            if _parbake_takes_word "$word"; then last=$word; fi
        else
            case "$command $word" in
"#;

const COMPLETE_TAIL: &str = r#"                ' '* | 'run '*)
                    # A program, and after it the program's own arguments.
                    _files
                    return ;;
            esac
        fi
    done

    local current=${words[CURRENT]}
    if [[ -n $last ]]; then
        _parbake_values "$last"
    elif [[ $current == --*=* ]]; then
        compset -P '*='
        _parbake_values "${current%%=*}"
    elif [[ $current == -* ]]; then
        _parbake_flags "$command"
    else
        _parbake_operands "$command"
    fi
}

if [[ $funcstack[1] == _parbake ]]; then
    _parbake "$@"
else
    compdef _parbake parbake
fi
"#;

pub(super) fn script() -> String {
    let mut out = HEAD.to_owned();
    for flag in FLAGS {
        if let Some((name, _)) = value_of(flag) {
            // Strings grow; writing to them cannot fail.
            let _ = writeln!(out, "        {}) {} ;;", spellings(flag).join(" | "), offer(hint(name)));
        }
    }
    out += TAKES_WORD;
    let _ = write!(out, "        {})", takers_of_words());
    out += FLAGS_HEAD;
    for spec in COMMANDS {
        let label = pattern_of(spec);
        let _ = writeln!(out, "        {label}) flags=(");
        for flag in flags_of(spec.command) {
            for spelling in spellings(flag) {
                let _ = writeln!(out, "            {}", described(&spelling, flag.summary));
            }
        }
        out += "        ) ;;\n";
    }
    out += OPERANDS_HEAD;
    let _ = writeln!(
        out,
        "        '') members=(\n{}        )\n        _describe command members; _files ;;",
        list(&first_words())
    );
    for group in groups() {
        let _ = writeln!(
            out,
            "        {group}) members=(\n{}        )\n        _describe command members ;;",
            list(&members(group))
        );
    }
    for spec in COMMANDS {
        let _ = match operand_hint(spec) {
            _ if spec.words == ["help"] => {
                writeln!(
                    out,
                    "        help) members=(\n{}        )\n        _describe command members ;;",
                    list(&first_words())
                )
            }
            Some(hint) => writeln!(out, "        '{}') {} ;;", spec.name(), offer(hint)),
            None => writeln!(out, "        '{}') ;;", spec.name()),
        };
    }
    out + COMPLETE_HEAD + &lines_that_find_the_command() + COMPLETE_TAIL
}

/// A command that offers what a hint says.
fn offer(hint: Hint) -> String {
    match hint {
        Hint::Text => "_message 'free text'".to_owned(),
        Hint::File => "_files".to_owned(),
        Hint::Directory => "_files -/".to_owned(),
        Hint::Words(words) => format!("compadd -- {}", words.join(" ")),
    }
}

fn list(words: &[(&str, &str)]) -> String {
    words.iter().map(|(word, summary)| format!("            {}\n", described(word, summary))).collect()
}

/// `'word:summary'`, quoted for the shell; a colon in the word would end it.
fn described(word: &str, summary: &str) -> String {
    format!("'{}:{}'", word.replace(':', "\\:"), summary.replace('\'', "'\\''"))
}
