//! The report as one self-contained page: it opens from disk, loads nothing, and works without a pointer.

use serde_json::Value;

use super::Report;

const TEMPLATE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");

/// The page's parts, in the order in which they need each other.
const SCRIPTS: [&str; 5] = [
    include_str!("page/data.js"),
    include_str!("page/summary.js"),
    include_str!("page/waterfall.js"),
    include_str!("page/table.js"),
    include_str!("page/main.js"),
];

pub(super) fn write(report: &Report<'_>, beside: Option<&Value>) -> String {
    // The other comes first: most often it is the cold start, and this one the warm.
    let mut reports: Vec<Value> = beside.cloned().into_iter().collect();
    reports.extend(serde_json::to_value(report).ok());
    let data = Value::from(reports).to_string();
    TEMPLATE
        .replace("/*style*/", STYLE)
        .replace("/*script*/", &SCRIPTS.join("\n"))
        // Within a script element nothing but `<` could end it.
        .replace("/*data*/", &data.replace('<', "\\u003c"))
}
