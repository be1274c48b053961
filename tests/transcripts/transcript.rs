//! A transcript: snippets and what they give, as a person would note a session at a prompt.

use std::fmt::{self, Display, Formatter};

/// Results that are lists of names begin with this; of these only the lines that differ are noted.
const LIST: &str = "| exports of ";

/// A file of snippets.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Transcript {
    /// Comment lines at the head, without the `# `: what the file is about.
    pub about: Vec<String>,
    pub cases: Vec<Case>,
}

/// One snippet.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// Comment lines above it, without the `# `. Where we differ from Node.js they say why.
    pub reason: Vec<String>,
    /// The program text.
    pub code: String,
    /// What Node.js gives.
    pub node: String,
    /// What we give, where that is something else: the whole text, or for a list the lines that went and came.
    pub difference: Option<String>,
    /// Where the snippet stands in its file, from 1.
    pub line: usize,
}

impl Transcript {
    /// Blocks of lines with an empty line between them. Fails with the line number and what is wrong there.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut transcript = Self::default();
        let mut block = Vec::new();
        for (index, line) in text.lines().chain([""]).enumerate() {
            if !line.is_empty() {
                block.push((index + 1, line));
                continue;
            }
            let lines = std::mem::take(&mut block);
            match lines.first() {
                None => {}
                Some(_) if transcript.cases.is_empty() && lines.iter().all(|(_, line)| line.starts_with('#')) => {
                    transcript.about.extend(lines.iter().map(|(_, line)| after_sign(line).to_owned()));
                }
                Some(_) => transcript.cases.push(Case::parse(&lines)?),
            }
        }
        Ok(transcript)
    }
}

impl Case {
    fn parse(lines: &[(usize, &str)]) -> Result<Self, String> {
        let mut case = Self::default();
        let (mut code, mut node, mut ours) = (Vec::new(), Vec::new(), Vec::new());
        for &(number, line) in lines {
            let rest = after_sign(line);
            match line.as_bytes()[0] {
                b'#' if code.is_empty() => case.reason.push(rest.to_owned()),
                b'>' if code.is_empty() => {
                    case.line = number;
                    code.push(rest);
                }
                b'.' if node.is_empty() && ours.is_empty() => code.push(rest),
                b'=' if ours.is_empty() => node.push(rest),
                b'!' => ours.push(rest),
                _ => return Err(format!("line {number}: a line begins with #, >, ., = or !, in this order")),
            }
        }
        if code.is_empty() {
            return Err(format!("line {}: a block without a snippet", lines[0].0));
        }
        case.code = code.join("\n");
        case.node = node.join("\n");
        case.difference = (!ours.is_empty()).then(|| ours.join("\n"));
        Ok(case)
    }

    /// How a result of ours is noted: nothing where it is Node's.
    pub fn difference_of(&self, ours: &str) -> Option<String> {
        let differs = ours != self.node;
        differs.then(|| if self.is_list() { changes(&self.node, ours) } else { ours.to_owned() })
    }

    /// Whether the result is a list of names.
    pub fn is_list(&self) -> bool {
        self.node.starts_with(LIST)
    }
}

/// A list's lines that only Node.js has, then those that only we have.
fn changes(node: &str, ours: &str) -> String {
    let went = node.lines().filter(|line| !ours.lines().any(|other| other == *line)).map(|line| format!("- {line}"));
    let came = ours.lines().filter(|line| !node.lines().any(|other| other == *line)).map(|line| format!("+ {line}"));
    went.chain(came).collect::<Vec<_>>().join("\n")
}

/// A line without its first character and the space behind it.
fn after_sign(line: &str) -> &str {
    let rest = line.get(1..).unwrap_or_default();
    rest.strip_prefix(' ').unwrap_or(rest)
}

impl Display for Transcript {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write_lines(f, "#", self.about.iter().map(String::as_str))?;
        for (index, case) in self.cases.iter().enumerate() {
            if index > 0 || !self.about.is_empty() {
                writeln!(f)?;
            }
            case.fmt(f)?;
        }
        Ok(())
    }
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write_lines(f, "#", self.reason.iter().map(String::as_str))?;
        let mut code = self.code.split('\n');
        write_lines(f, ">", code.next().into_iter())?;
        write_lines(f, ".", code)?;
        write_lines(f, "=", self.node.split('\n'))?;
        write_lines(f, "!", self.difference.iter().flat_map(|text| text.split('\n')))
    }
}

fn write_lines<'t>(f: &mut Formatter<'_>, sign: &str, lines: impl Iterator<Item = &'t str>) -> fmt::Result {
    for line in lines {
        if line.is_empty() { writeln!(f, "{sign}") } else { writeln!(f, "{sign} {line}") }?;
    }
    Ok(())
}
