//! The manual as a man page, with the macros of man(7).

use roff::{Inline, Roff, bold, roman};

use super::{Block, parts};

pub(super) fn write(blocks: &[Block]) -> String {
    let mut page = Roff::new();
    page.control("TH", ["PARBAKE", "1", "", concat!("parbake ", env!("CARGO_PKG_VERSION")), "User Commands"]);
    page.control("SH", ["NAME"]);
    page.text([roman("parbake - run JavaScript programs, and run them again from bytecode")]);
    for block in blocks {
        match block {
            Block::Section(heading) => _ = page.control("SH", [heading.to_uppercase().as_str()]),
            Block::Command(name) => _ = page.control("SS", [name.as_str()]),
            Block::Paragraph(text) => {
                page.control("PP", []);
                page.text(inlines(text));
            }
            Block::Lines(lines) => {
                page.control("PP", []);
                page.control("nf", []);
                for line in lines {
                    page.text([bold(line.as_str())]);
                }
                page.control("fi", []);
            }
            Block::Item(term, text) => {
                page.control("TP", []);
                page.text(inlines(term));
                page.text(inlines(text));
            }
        }
    }
    page.to_roff()
}

fn inlines(text: &str) -> Vec<Inline> {
    parts(text).map(|(typed, part)| if typed { bold(part) } else { roman(part) }).collect()
}
