//! Names for what is added to a program.

/// Gives names that the program does not use.
#[derive(Debug)]
pub(super) struct Names {
    prefix: String,
    given: usize,
}

impl Names {
    pub(super) fn new(text: &str) -> Self {
        let mut prefix = String::from("_$");
        while text.contains(&prefix) {
            prefix.push('$');
        }
        Self { prefix, given: 0 }
    }

    /// A name for one thing of a kind.
    pub(super) fn next(&mut self, kind: &str) -> String {
        self.given += 1;
        format!("{}{kind}{}", self.prefix, self.given)
    }

    /// The name of the one thing of a kind.
    pub(super) fn of(&self, kind: &str) -> String {
        format!("{}{kind}", self.prefix)
    }
}
