//! A line of source with a caret under what is meant.

use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

/// How many columns of a terminal a line may take: minified lines are cut to a window around the caret.
const WIDTH: usize = 120;

/// What stands where a line was cut.
const CUT: &str = "...";

/// A place in a source file, to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame<'a> {
    /// The file's URL or path.
    pub url: &'a str,
    /// 1-based line.
    pub line: u32,
    /// 1-based column in UTF-16 code units.
    pub column: u32,
    /// The text of the line; without one, only the place is shown.
    pub text: Option<&'a str>,
    /// How many UTF-16 code units are meant; at least one caret is drawn.
    pub length: u32,
}

/// `url:line:column`, the line of source, and carets under the characters that are meant. Ends with a line end.
///
/// Plain text: no colours, and characters that would move the cursor are shown as spaces.
#[must_use]
pub fn render(frame: &Frame<'_>) -> String {
    let Frame { url, line, column, text, length } = *frame;
    let mut out = format!("{url}:{line}:{column}\n");
    if let Some(text) = text {
        let (shown, indent, carets) = window(&cells(text), column, length);
        let _ = writeln!(out, "{}", shown.trim_end());
        let _ = writeln!(out, "{:indent$}{:^<carets$}", "", "");
    }
    out
}

/// A character as it is shown, with the place it has in the line.
struct Cell {
    shown: char,
    width: usize,
    /// UTF-16 code units before it.
    unit: usize,
}

fn cells(text: &str) -> Vec<Cell> {
    let mut unit = 0;
    let cell = |char: char| {
        let shown = if char.is_control() { ' ' } else { char };
        let cell = Cell { shown, width: shown.width().unwrap_or(0), unit };
        unit += char.len_utf16();
        cell
    };
    text.chars().map(cell).collect()
}

/// The part of the line to show, the columns before the carets, and the number of carets.
fn window(cells: &[Cell], column: u32, length: u32) -> (String, usize, usize) {
    let first_unit = column.saturating_sub(1) as usize;
    let end_unit = first_unit + length.max(1) as usize;
    let first = cells.partition_point(|cell| cell.unit < first_unit);
    let end = cells.partition_point(|cell| cell.unit < end_unit).max(first);
    let width = |cells: &[Cell]| cells.iter().map(|cell| cell.width).sum::<usize>();
    let (start, stop) = if width(cells) > WIDTH { around(cells, first) } else { (0, cells.len()) };
    let (before, after) = (if start > 0 { CUT } else { "" }, if stop < cells.len() { CUT } else { "" });
    let shown: String = cells[start..stop].iter().map(|cell| cell.shown).collect();
    let carets = width(&cells[first..end.min(stop)]).max(1);
    (format!("{before}{shown}{after}"), before.len() + width(&cells[start..first]), carets)
}

/// A stretch of cells that is at most [`WIDTH`] wide and has `middle` in it, a third of the way in where it can.
fn around(cells: &[Cell], middle: usize) -> (usize, usize) {
    let mut start = middle;
    let mut room = WIDTH;
    while start > 0 && room > WIDTH * 2 / 3 {
        start -= 1;
        room = room.saturating_sub(cells[start].width.max(1));
    }
    let mut stop = middle;
    while stop < cells.len() && room > 0 {
        room = room.saturating_sub(cells[stop].width.max(1));
        stop += 1;
    }
    while start > 0 && room > 0 {
        start -= 1;
        room = room.saturating_sub(cells[start].width.max(1));
    }
    (start, stop)
}

#[cfg(test)]
mod tests {
    use super::{Frame, render};

    fn show(text: &str, column: u32, length: u32) -> String {
        render(&Frame { url: "file:///a.mjs", line: 3, column, text: Some(text), length })
    }

    #[test]
    fn carets_stand_under_what_is_meant() {
        // (line, column, length, what follows the place)
        let cases: &[(&str, u32, u32, &str)] = &[
            ("import x from './y';", 15, 5, "import x from './y';\n              ^^^^^\n"),
            ("abc", 1, 0, "abc\n^\n"),
            ("abc", 4, 1, "abc\n   ^\n"),
            ("abc", 90, 1, "abc\n   ^\n"),
            ("abc", 2, 90, "abc\n ^^\n"),
            ("", 1, 1, "\n^\n"),
            ("\tx  ", 2, 1, " x\n ^\n"),
            ("\u{1b}[31mx", 6, 1, " [31mx\n     ^\n"),
            ("'\u{65e5}\u{672c}' x", 6, 1, "'\u{65e5}\u{672c}' x\n       ^\n"),
            ("'\u{65e5}\u{672c}'", 2, 2, "'\u{65e5}\u{672c}'\n ^^^^\n"),
            ("\u{1f600} x", 4, 1, "\u{1f600} x\n   ^\n"),
        ];
        for &(text, column, length, rest) in cases {
            assert_eq!(show(text, column, length), format!("file:///a.mjs:3:{column}\n{rest}"), "{text:?}");
        }
    }

    #[test]
    fn long_lines_are_cut_around_the_caret() {
        let line = format!("{}HERE{}", "a".repeat(500), "b".repeat(500));
        let shown = show(&line, 501, 4);
        let lines: Vec<_> = shown.lines().collect();
        assert_eq!(lines[1], format!("...{}HERE{}...", "a".repeat(40), "b".repeat(76)));
        assert_eq!(lines[2], format!("{}^^^^", " ".repeat(43)));
        let shown = show(&line, 1000, 400);
        assert_eq!(shown.lines().nth(1), Some(format!("...{}", "b".repeat(120)).as_str()));
        assert_eq!(shown.lines().nth(2), Some(format!("{}^^^^^", " ".repeat(118)).as_str()));
    }

    #[test]
    fn without_a_line_the_place_stands_alone() {
        let frame = Frame { url: "/a.mjs", line: 1, column: 2, text: None, length: 1 };
        assert_eq!(render(&frame), "/a.mjs:1:2\n");
    }
}
