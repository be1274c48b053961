//! What the values and operands of the tables stand for, by their names: for completions.

/// What a shell can offer in the place of a value or an operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// Nothing: it is free text.
    Text,
    /// A file, or a directory on the way to one.
    File,
    /// A directory.
    Directory,
    /// One of these words.
    Words(&'static [&'static str]),
}

/// Every name that a value or an operand has in the tables. A test sees to it that none is left out and that every word is
/// accepted.
pub static HINTS: &[(&str, Hint)] = &[
    ("AGE", Hint::Text),
    ("CODE", Hint::Text),
    ("COMMAND", Hint::Text),
    ("DIR", Hint::Directory),
    ("ENTRY", Hint::File),
    ("FILE", Hint::File),
    ("FORMAT", Hint::Words(&["text", "json"])),
    ("KEY", Hint::Words(&["path", "size", "age"])),
    ("MARKUP", Hint::Words(&["roff", "markdown"])),
    ("MODULE", Hint::File),
    ("N", Hint::Text),
    ("NAME", Hint::Text),
    ("POLICY", Hint::Words(&["rw", "ro", "refresh", "off", "require"])),
    ("TYPE", Hint::Words(&["commonjs", "module", "commonjs-typescript", "module-typescript"])),
    ("SHELL", Hint::Words(&["bash", "zsh", "fish"])),
    ("SIZE", Hint::Text),
    ("TARGET", Hint::File),
    ("WHEN", Hint::Words(&["auto", "always", "never"])),
];

/// What the value or operand of this name stands for.
pub fn hint(name: &str) -> Hint {
    HINTS.iter().find(|(known, _)| *known == name).map_or(Hint::Text, |(_, hint)| *hint)
}
