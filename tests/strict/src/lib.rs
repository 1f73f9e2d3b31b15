//! A history in the strictest crate: its migrations stand in files of their own, in no
//! order, and one of them is the library's.

mod migrations;

pub use migrations::HEAD;

#[cfg(test)]
mod tests {
    use schema::{migration, Migration};

    use super::HEAD;

    fn names(newest: &'static Migration) -> Vec<&'static str> {
        let mut names = vec![newest.name()];
        let mut migration = newest;
        while let Some(parent) = migration.parents().first() {
            names.push(parent.name());
            migration = parent;
        }
        names
    }

    #[test]
    fn a_history_is_found_across_files() {
        assert_eq!(names(&HEAD), ["zeal", "middle", "beginning"]);
    }

    #[test]
    fn a_migration_can_stand_inside_a_function() {
        migration! {
            /// Follows a migration of a module.
            static INSIDE after HEAD as branch;

            alter table visits add column note: text;
        }
        migration! {
            /// Follows one that stands beside it.
            static DEEPER after INSIDE;

            create index on visits(note);
        }
        assert_eq!(
            names(&DEEPER),
            ["deeper", "inside", "zeal", "middle", "beginning"]
        );
    }
}
