//! The manual as Markdown: docs/cli.md.

use std::fmt::Write as _;

use super::Block;

/// Lines are at most this many columns wide, as in the other documents.
const WIDTH: usize = 110;

const HEAD: &str = "# The command line\n\nThis page is what `parbake man --format=markdown` prints.\n";

pub(super) fn write(blocks: &[Block]) -> String {
    let mut out = HEAD.to_owned();
    let mut in_list = false;
    for block in blocks {
        let is_item = matches!(block, Block::Item(..));
        if !(is_item && in_list) {
            out.push('\n');
        }
        in_list = is_item;
        // Strings grow; writing to them cannot fail.
        let _ = match block {
            Block::Section(heading) => writeln!(out, "## {heading}"),
            Block::Command(name) => writeln!(out, "### {name}"),
            Block::Paragraph(text) => writeln!(out, "{}", fill(text, "", "")),
            Block::Lines(lines) => writeln!(out, "```text\n{}\n```", lines.join("\n")),
            Block::Item(term, text) => writeln!(out, "{}", fill(&format!("{term}: {text}"), "- ", "  ")),
        };
    }
    out
}

/// Between words only, so that what is typed stays in one piece where it has no spaces.
fn fill(text: &str, first: &str, others: &str) -> String {
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(others)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options)
}
