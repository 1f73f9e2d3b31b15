//! Takes the heads of a history, gives its migrations in order, parents first.
//! Pure; it walks without recursion, since histories grow to thousands. It must
//! not know what is applied.

use std::collections::HashMap;

use crate::error::ErrorKind;
use crate::migration::Migration;

/// The migrations of one history, each after its parents.
pub(crate) struct History {
    migrations: Vec<&'static Migration>,
    places: HashMap<&'static str, usize>,
}

/// What a walk knows about a migration that it has met.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Entered,
    Left,
}

impl History {
    /// Orders the history that ends in the only one of `heads` that none of the
    /// others leads to.
    pub(crate) fn of(heads: &[&'static Migration]) -> Result<Self, ErrorKind> {
        let mut walk = Walk::default();
        for head in heads {
            walk.from(head)?;
        }
        let history = History {
            places: walk.places()?,
            migrations: walk.order,
        };
        history.one_head(heads)?;
        Ok(history)
    }

    fn one_head(&self, heads: &[&'static Migration]) -> Result<(), ErrorKind> {
        let parents = self.migrations.iter().flat_map(|child| child.parents());
        let parents: Vec<&str> = parents.map(|parent| parent.name()).collect();
        let is_head = |name: &&str| !parents.contains(name);
        let mut names: Vec<_> = heads
            .iter()
            .map(|head| head.name())
            .filter(is_head)
            .collect();
        names.sort_unstable();
        names.dedup();
        match names.len() {
            0 | 1 => Ok(()),
            _ => Err(ErrorKind::SeveralHeads { heads: names }),
        }
    }

    /// All migrations, each after its parents.
    pub(crate) fn migrations(&self) -> &[&'static Migration] {
        &self.migrations
    }

    /// The place of a migration in the order.
    pub(crate) fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// For each place, whether it is one of `places` or leads to one of them.
    pub(crate) fn ancestors(&self, places: &[usize]) -> Vec<bool> {
        let mut reached = vec![false; self.migrations.len()];
        for &place in places {
            reached[place] = true;
        }
        // Parents stand before their children, so one sweep from the end suffices.
        for place in (0..self.migrations.len()).rev() {
            if reached[place] {
                for parent in self.parents(place) {
                    reached[parent] = true;
                }
            }
        }
        reached
    }

    /// The places of a migration's parents.
    pub(crate) fn parents(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        let parents = self.migrations[place].parents().iter();
        parents.filter_map(|parent| self.place(parent.name()))
    }

    /// The names of the migrations that follow directly on this one.
    pub(crate) fn children(&self, name: &str) -> Vec<&'static str> {
        let follows = |child: &&&Migration| child.parents().iter().any(|p| p.name() == name);
        let children = self.migrations.iter().filter(follows);
        children.map(|child| child.name()).collect()
    }
}

#[derive(Default)]
struct Walk {
    order: Vec<&'static Migration>,
    marks: HashMap<*const Migration, Mark>,
}

impl Walk {
    /// Depth first with a stack of its own: (migration, parents already visited).
    fn from(&mut self, head: &'static Migration) -> Result<(), ErrorKind> {
        let mut stack = Vec::new();
        self.enter(head, &mut stack)?;
        while let Some((migration, next)) = stack.last_mut() {
            let migration: &'static Migration = migration;
            let Some(parent) = migration.parents().get(*next) else {
                self.leave(migration);
                stack.pop();
                continue;
            };
            *next += 1;
            self.enter(parent, &mut stack)?;
        }
        Ok(())
    }

    fn enter(
        &mut self,
        migration: &'static Migration,
        stack: &mut Vec<(&'static Migration, usize)>,
    ) -> Result<(), ErrorKind> {
        match self.marks.insert(migration, Mark::Entered) {
            None => stack.push((migration, 0)),
            Some(Mark::Entered) => {
                let migration = migration.name();
                return Err(ErrorKind::Cycle { migration });
            }
            Some(Mark::Left) => {
                self.marks.insert(migration, Mark::Left);
            }
        }
        Ok(())
    }

    fn leave(&mut self, migration: &'static Migration) {
        self.marks.insert(migration, Mark::Left);
        self.order.push(migration);
    }

    fn places(&self) -> Result<HashMap<&'static str, usize>, ErrorKind> {
        let mut places = HashMap::with_capacity(self.order.len());
        for (place, migration) in self.order.iter().enumerate() {
            if places.insert(migration.name(), place).is_some() {
                let migration = migration.name();
                return Err(ErrorKind::Duplicate { migration });
            }
        }
        Ok(places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migration::Parents;

    /// Nobody asks for its plans here.
    const fn after(name: &'static str, parents: &'static [&'static Migration]) -> Migration {
        Migration::new(Parents::Several(parents), name)
    }

    static ROOT: Migration = after("root", &[]);
    static LEFT: Migration = after("left", &[&ROOT]);
    static RIGHT: Migration = after("right", &[&ROOT]);
    static MERGE: Migration = after("merge", &[&LEFT, &RIGHT]);
    static TWIN: Migration = after("root", &[&MERGE]);
    static EGG: Migration = after("egg", &[&HEN]);
    static HEN: Migration = after("hen", &[&EGG]);

    #[test]
    fn several_heads_are_refused_and_one_that_leads_to_all_is_not() {
        let refused = History::of(&[&LEFT, &RIGHT]).err();
        insta::assert_snapshot!(refused.expect("two heads"), @r"
        the history ends in several migrations: `left`, `right`
        why:  their order is not defined, so two databases could end up different
        help: let one branch follow the other: write `after LEFT` in the first migration of each of the others that no database has applied yet, and hand over the last one
        ");
        let history = History::of(&[&ROOT, &MERGE]).expect("one head");
        let names: Vec<_> = history.migrations().iter().map(|m| m.name()).collect();
        assert_eq!(names, ["root", "left", "right", "merge"]);
        assert_eq!(history.ancestors(&[1]), [true, true, false, false]);
        assert_eq!(history.children("root"), ["left", "right"]);
    }

    #[test]
    fn what_no_compiler_writes_is_refused_too() {
        let twin = History::of(&[&TWIN]).err();
        assert!(matches!(
            twin,
            Some(ErrorKind::Duplicate { migration: "root" })
        ));
        assert!(matches!(
            History::of(&[&EGG]).err(),
            Some(ErrorKind::Cycle { .. })
        ));
    }

    #[test]
    fn a_long_history_does_not_exhaust_the_stack() {
        let mut head: &'static Migration = &ROOT;
        for number in 0..20_000 {
            let parents = Box::leak(Box::new([head]));
            head = Box::leak(Box::new(after(format!("m{number}").leak(), parents)));
        }
        let history = History::of(&[head]).expect("one head");
        assert_eq!(history.place("m19999"), Some(20_000));
    }
}
