//! What a migration's doc comments say. Takes the texts of `#[doc]`, gives the whole
//! and its first paragraph; must not know who shows them.

use crate::origin::Origin;

/// Doc comments of a migration.
#[derive(Clone, Debug)]
pub(crate) struct Description {
    /// All of it, lines as written.
    pub(crate) text: String,
    pub(crate) origin: Origin,
}

impl Description {
    pub(super) fn new(origin: Origin) -> Self {
        Self {
            text: String::new(),
            origin,
        }
    }

    /// Adds one comment, or one attribute: a line, or a block of them.
    pub(super) fn push(&mut self, comment: &str, origin: Origin) {
        let first = self.text.is_empty();
        for (number, line) in comment.split('\n').enumerate() {
            if !first || number > 0 {
                self.text.push('\n');
            }
            self.text.push_str(line.strip_prefix(' ').unwrap_or(line));
        }
        self.origin = self.origin.to(origin);
    }

    /// The first paragraph in one line: what `history` shows.
    pub(crate) fn summary(&self) -> String {
        let lines = self.text.lines().map(str::trim);
        let paragraph: Vec<&str> = lines
            .skip_while(|line| line.is_empty())
            .take_while(|line| !line.is_empty())
            .collect();
        paragraph.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::Description;
    use crate::origin::Origin;

    #[test]
    fn the_first_paragraph_is_the_summary() {
        let mut description = Description::new(Origin::elsewhere());
        for line in [" Orders can be", " tracked.", "", " And more."] {
            description.push(line, Origin::elsewhere());
        }
        assert_eq!(description.text, "Orders can be\ntracked.\n\nAnd more.");
        assert_eq!(description.summary(), "Orders can be tracked.");
    }
}
