//! Bash. It breaks words at `=`, so that `--flag=value` arrives as three words; the script puts them together again.

use std::fmt::Write as _;

use super::{
    first_words, flags_of, groups, lines_that_find_the_command, members, operand_hint, pattern_of, spellings,
    takers_of_words, value_of,
};
use crate::flags::commands::COMMANDS;
use crate::flags::hints::{Hint, hint};
use crate::flags::table::FLAGS;

const HEAD: &str = r#"# Completions of parbake for bash: put this where bash-completion looks, or `eval "$(parbake completions bash)"`.

# The values that a flag takes.
_parbake_values() {
    case $1 in
"#;

const WALK: &str = r#"        *) return 1 ;;
    esac
}

# Whether a flag's value is the next word.
_parbake_takes_word() {
    case $1 in
"#;

const FLAGS_HEAD: &str = r#"            return 0 ;;
    esac
    return 1
}

# The flags of a command.
_parbake_flags() {
    case $1 in
"#;

const OPERANDS_HEAD: &str = r#"    esac
}

# The operands of a command.
_parbake_operands() {
    case $1 in
"#;

const COMPLETE_HEAD: &str = r#"    esac
}

_parbake() {
    local words=() word i
    COMPREPLY=()
    # `--flag = value` is one word.
    for ((i = 1; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $word == '=' && ${#words[@]} -gt 0 && ${words[-1]} == --* ]]; then
            words[-1]+='='
        elif [[ ${#words[@]} -gt 0 && ${words[-1]} == --*= && ${COMP_WORDS[i - 1]} == '=' ]]; then
            words[-1]+=$word
        else
            words+=("$word")
        fi
    done

    local command='' current=${words[-1]} last=''
    unset 'words[-1]'
    for word in "${words[@]}"; do
        if [[ -n $last ]]; then
            last=''
        elif [[ $word == -* ]]; then
            if _parbake_takes_word "$word"; then last=$word; fi
        else
            case "$command $word" in
"#;

const COMPLETE_TAIL: &str = r#"                ' '* | 'run '*)
                    # A program, and after it the program's own arguments.
                    compopt -o filenames 2>/dev/null
                    mapfile -t COMPREPLY < <(compgen -f -- "$current")
                    return ;;
            esac
        fi
    done

    if [[ -n $last ]]; then
        _parbake_values "$last" "$current"
    elif [[ $current == --*=* ]]; then
        _parbake_values "${current%%=*}" "${current#*=}"
    elif [[ $current == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(_parbake_flags "$command")" -- "$current")
    else
        _parbake_operands "$command" "$current"
    fi
}

complete -F _parbake parbake
"#;

pub(super) fn script() -> String {
    let mut out = HEAD.to_owned();
    for flag in FLAGS {
        if let Some((name, _)) = value_of(flag) {
            // Strings grow; writing to them cannot fail.
            let _ = writeln!(out, "        {}) {} ;;", spellings(flag).join(" | "), offer(hint(name), "$2"));
        }
    }
    out += WALK;
    let _ = writeln!(out, "        {})", takers_of_words());
    out += FLAGS_HEAD;
    for spec in COMMANDS {
        let label = pattern_of(spec);
        let flags: Vec<_> = flags_of(spec.command).flat_map(spellings).collect();
        let _ = writeln!(out, "        {label}) echo '{}' ;;", flags.join(" "));
    }
    out += OPERANDS_HEAD;
    let first = names(&first_words());
    let _ =
        writeln!(out, "        '') mapfile -t COMPREPLY < <(compgen -W '{first}' -- \"$2\"; compgen -f -- \"$2\") ;;");
    for group in groups() {
        let _ = writeln!(
            out,
            "        {group}) mapfile -t COMPREPLY < <(compgen -W '{}' -- \"$2\") ;;",
            names(&members(group))
        );
    }
    for spec in COMMANDS {
        let _ = match operand_hint(spec) {
            _ if spec.words == ["help"] => {
                writeln!(out, "        help) mapfile -t COMPREPLY < <(compgen -W '{first}' -- \"$2\") ;;")
            }
            Some(hint) => writeln!(out, "        '{}') {} ;;", spec.name(), offer(hint, "$2")),
            None => writeln!(out, "        '{}') ;;", spec.name()),
        };
    }
    out + COMPLETE_HEAD + &lines_that_find_the_command() + COMPLETE_TAIL
}

/// The words alone.
fn names(words: &[(&str, &str)]) -> String {
    words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" ")
}

/// A command that offers what a hint says, for the word so far.
fn offer(hint: Hint, so_far: &str) -> String {
    match hint {
        Hint::Text => "COMPREPLY=()".to_owned(),
        Hint::File => files("-f", so_far),
        Hint::Directory => files("-d", so_far),
        Hint::Words(words) => format!("mapfile -t COMPREPLY < <(compgen -W '{}' -- \"{so_far}\")", words.join(" ")),
    }
}

fn files(which: &str, so_far: &str) -> String {
    format!("compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen {which} -- \"{so_far}\")")
}
