//! Links within the repository: to files that are there, and to headings that they have.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{Failure, at};

/// Fails with every link of the pages that leads nowhere.
pub fn check(pages: &[PathBuf]) -> Result<(), Failure> {
    let mut wrong = Vec::new();
    for page in pages {
        let text = fs::read_to_string(page).map_err(at(page))?;
        let is_dead = |target: &&str| !leads_somewhere(page, target);
        wrong.extend(targets(&text).into_iter().filter(is_dead).map(|target| format!("{}: {target}", page.display())));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// What links point to, but for other sites. Code has none.
pub fn targets(text: &str) -> Vec<&str> {
    let mut is_code = false;
    let prose = text.lines().filter(|line| {
        is_code ^= line.starts_with("```");
        !is_code
    });
    let in_line =
        |line| str::split(line, "](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
    prose.flat_map(in_line).filter(|target| !target.contains("://")).collect()
}

fn leads_somewhere(page: &Path, target: &str) -> bool {
    let (file, heading) = target.split_once('#').map_or((target, None), |(file, heading)| (file, Some(heading)));
    let file = if file.is_empty() { page.to_owned() } else { page.with_file_name(file) };
    match heading {
        None => file.exists(),
        Some(heading) => fs::read_to_string(file).is_ok_and(|text| headings(&text).contains(heading)),
    }
}

/// The headings of a page as links name them: small letters, dashes for spaces, and nothing else but letters and digits.
fn headings(text: &str) -> BTreeSet<String> {
    let headings = text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    let name = |heading: &str| {
        let kept = heading.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    };
    headings.map(name).collect()
}
