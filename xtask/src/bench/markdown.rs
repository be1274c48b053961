//! Tables in Markdown that are readable as they are, and the figures in them.

use std::fmt::Write as _;

/// Cells in columns of equal width: the first to the left, numbers to the right. The first line is the heading.
pub fn table(lines: &[Vec<String>]) -> String {
    let columns = lines.first().map_or(0, Vec::len);
    let width = |column: usize| lines.iter().map(|cells| cells[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for (index, cells) in lines.iter().enumerate() {
        let padded = cells.iter().zip(&widths).enumerate().map(|(column, (cell, &width))| match column {
            0 => format!("{cell:<width$}"),
            _ => format!("{cell:>width$}"),
        });
        // Writing to a String cannot fail.
        let _ = writeln!(text, "| {} |", padded.collect::<Vec<_>>().join(" | "));
        if index == 0 {
            let rules = widths.iter().enumerate().map(|(column, &width)| match column {
                0 => "-".repeat(width + 2),
                _ => format!("{}:", "-".repeat(width + 1)),
            });
            let _ = writeln!(text, "|{}|", rules.collect::<Vec<_>>().join("|"));
        }
    }
    text
}

/// A figure with one decimal, or a dash.
pub fn number(figure: Option<f64>) -> String {
    figure.map_or_else(|| "–".to_owned(), |value| format!("{value:.1}"))
}

/// A ratio, or a dash.
pub fn times(ratio: Option<f64>) -> String {
    ratio.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}x"))
}
