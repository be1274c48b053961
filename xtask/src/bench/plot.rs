//! The figures as a plot: one group of bars a program, as long as the run took.

use std::fmt::Write as _;

use super::Row;
use super::contender::Role;

const WIDTH: f64 = 860.0;
const LABELS: f64 = 110.0;
const NAMES: f64 = 150.0;
const BAR: f64 = 13.0;
const GAP: f64 = 14.0;
const TOP: f64 = 36.0;

/// An SVG that is legible on light and on dark pages. Each program has a scale of its own: what counts is who is how many
/// times longer, and hello world and 10,000 modules do not fit on one axis.
pub fn svg(rows: &[Row]) -> String {
    let bars: usize = rows.iter().map(|(_, measurements)| measurements.medians.len()).sum();
    let height = TOP + bars as f64 * BAR + rows.len() as f64 * GAP;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" font-family=\"sans-serif\" \
         font-size=\"10\" fill=\"#808080\">\n<text x=\"0\" y=\"16\" font-size=\"13\">Milliseconds a run, whole process \
         (shorter is better; one scale a program)</text>\n"
    );
    let mut y = TOP;
    for (workload, measurements) in rows {
        // Writing to a String cannot fail.
        let _ = writeln!(svg, "<text x=\"0\" y=\"{}\" font-weight=\"bold\">{}</text>", y + 10.0, workload.name);
        let figures = measurements.medians.iter().filter_map(|median| median.milliseconds);
        let longest = figures.max_by(f64::total_cmp).unwrap_or(1.0);
        for median in &measurements.medians {
            let length = (WIDTH - LABELS - NAMES - 60.0) * median.milliseconds.unwrap_or(0.0) / longest;
            let figure = median.milliseconds.map_or_else(|| "–".to_owned(), |value| format!("{value:.1}"));
            let _ = writeln!(
                svg,
                "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text><rect x=\"{}\" y=\"{}\" width=\"{length:.1}\" \
                 height=\"{}\" fill=\"{}\"/><text x=\"{:.1}\" y=\"{}\">{figure}</text>",
                LABELS + NAMES - 6.0,
                y + 10.0,
                median.name,
                LABELS + NAMES,
                y + 1.5,
                BAR - 3.0,
                colour(median.role),
                LABELS + NAMES + length + 4.0,
                y + 10.0,
            );
            y += BAR;
        }
        y += GAP;
    }
    svg.push_str("</svg>\n");
    svg
}

fn colour(role: Role) -> &'static str {
    match role {
        Role::Warm => "#d9822b",
        Role::Floor => "#b86a16",
        Role::Cold => "#e8b67a",
        Role::NoCache => "#e8cfae",
        Role::PeerCached => "#5c7080",
        Role::PeerPlain => "#a7b6c2",
    }
}
