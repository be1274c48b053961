//! Growth as a plot: what a module costs in generated graphs of several sizes, a line for each runtime.

use std::fmt::Write as _;

use super::Row;
use super::contender::Role;
use super::measure::Measurements;

const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 300.0;
const LEFT: f64 = 60.0;
const RIGHT: f64 = 180.0;
const TOP: f64 = 36.0;
const BOTTOM: f64 = 30.0;

/// One runtime's line.
struct Line {
    name: &'static str,
    colour: &'static str,
    /// Number of modules, microseconds a module.
    points: Vec<(f64, f64)>,
}

/// An SVG that is legible on light and on dark pages. Sizes are on a logarithmic axis, microseconds are not.
pub fn svg(rows: &[Row]) -> String {
    let lines = [
        line(rows, "parbake", "#d9822b", |row| row.of(Role::Warm)),
        line(rows, "parbake --no-cache", "#e8cfae", |row| row.of(Role::NoCache)),
        line(rows, "bun", "#5c7080", |row| row.best_of("bun", |median| median.milliseconds)),
        line(rows, "deno", "#8a9ba8", |row| row.best_of("deno", |median| median.milliseconds)),
        line(rows, "node", "#a7b6c2", |row| row.best_of("node", |median| median.milliseconds)),
    ];
    let points = || lines.iter().flat_map(|line| &line.points);
    let most = points().map(|point| point.1).fold(1.0, f64::max);
    let (first, last) = points().fold((f64::MAX, 1.0_f64), |(low, high), point| (low.min(point.0), high.max(point.0)));
    let x = |modules: f64| LEFT + (WIDTH - LEFT - RIGHT) * (modules / first).ln() / (last / first).ln().max(1e-9);
    let y = |microseconds: f64| HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * microseconds / most;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" \
         font-size=\"10\" fill=\"#808080\">\n<text x=\"0\" y=\"16\" font-size=\"13\">Microseconds a module, by number of \
         modules (whole process, best mode)</text>\n"
    );
    // Writing to a String cannot fail.
    for tick in [0.0, most / 2.0, most] {
        let _ =
            writeln!(svg, "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{tick:.0}</text>", LEFT - 8.0, y(tick) + 3.0);
    }
    for (modules, _) in &lines[0].points {
        let _ = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">{modules}</text>",
            x(*modules),
            HEIGHT - 10.0
        );
    }
    for line in &lines {
        let path: Vec<String> = line.points.iter().map(|&(n, us)| format!("{:.1},{:.1}", x(n), y(us))).collect();
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>",
            path.join(" "),
            line.colour
        );
        if let Some(&(n, us)) = line.points.last() {
            let _ =
                writeln!(svg, "<text x=\"{:.1}\" y=\"{:.1}\">{}: {us:.0}</text>", x(n) + 8.0, y(us) + 3.0, line.name);
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn line(
    rows: &[Row],
    name: &'static str,
    colour: &'static str,
    milliseconds: impl Fn(&Measurements) -> Option<f64>,
) -> Line {
    let graphs = rows.iter().filter_map(|(workload, row)| Some((workload.generated? as f64, milliseconds(row)?)));
    Line { name, colour, points: graphs.map(|(modules, took)| (modules, took * 1e3 / modules)).collect() }
}
