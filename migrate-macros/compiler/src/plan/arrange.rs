//! Where transactions begin and end. Takes steps in order, gives them with their place
//! in a transaction; must not know what a step does.

use migrate_contract::{Action, TableLock, Transaction};

use crate::dialect::{self, Cost, Lock, Placement, Step, Work};
use crate::syntax::ast::TableName;
use crate::target::{Database, Target};

/// A step of the contract.
pub(crate) type Arranged = migrate_contract::Step<String>;

/// Puts neighbours into one transaction, until one would lock a second table: whoever
/// holds two locks can meet somebody who takes them in the other order.
pub(crate) fn arrange(target: Target, steps: Vec<Step>) -> Vec<Arranged> {
    let transactions = placed(target, &steps);
    let mut arranged = Vec::with_capacity(steps.len());
    for (step, transaction) in steps.into_iter().zip(transactions) {
        push(&mut arranged, step, transaction);
    }
    arranged
}

/// How each step stands to transactions.
pub(super) fn placed(target: Target, steps: &[Step]) -> Vec<Transaction> {
    let mut open = Open::Nothing;
    steps.iter().map(|step| open.place(target, step)).collect()
}

/// The statements of a rebuild share the transaction and what it costs.
fn push(arranged: &mut Vec<Arranged>, step: Step, transaction: Transaction) {
    let action = match step.action {
        dialect::Action::Sql(sql) => Action::Sql(sql),
        dialect::Action::BuildIndex(index) => Action::BuildIndex(index),
        dialect::Action::DropIndex(index) => Action::DropIndex(index),
        dialect::Action::Batches(batches) => Action::Batches(batches),
        dialect::Action::Rebuild(rebuild) => {
            let (mut transaction, mut expects) = (transaction, Some(rebuild.expects));
            for sql in rebuild.statements {
                let mut one = costing(Action::Sql(sql), transaction, &step.cost);
                one.expects = expects.take();
                arranged.push(one);
                transaction = Transaction::Joins;
            }
            return;
        }
    };
    arranged.push(costing(action, transaction, &step.cost));
}

fn costing(action: Action<String>, transaction: Transaction, cost: &Cost) -> Arranged {
    let mut step = Arranged::new(action, transaction);
    let locks = cost.locks.iter();
    let locks = locks.map(|(table, lock)| TableLock::new(table.path(), *lock));
    step.locks = locks.collect();
    step.work = cost.work;
    step
}

/// The transaction that the next step may join.
enum Open {
    Nothing,
    /// Only a step that must may join.
    Closing,
    /// The locks that are held in it.
    Holding(Vec<(TableName, Lock)>, Keys),
}

/// What a transaction does with foreign keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keys {
    /// Nothing that would tell.
    Untouched,
    /// It needs them.
    On,
    /// They are off for a rebuild.
    Off,
}

impl Keys {
    fn of(step: &Step) -> Self {
        match (&step.action, step.placement) {
            (dialect::Action::Rebuild(_), _) => Self::Off,
            (_, Placement::ByKeys) => Self::On,
            _ => Self::Untouched,
        }
    }

    /// Both in one transaction, if they can be.
    fn and(self, other: Self) -> Option<Self> {
        match (self, other) {
            (one, Self::Untouched) => Some(one),
            (Self::Untouched, other) => Some(other),
            (one, other) => (one == other).then_some(one),
        }
    }
}

impl Open {
    fn place(&mut self, target: Target, step: &Step) -> Transaction {
        match step.placement {
            Placement::Outside => {
                *self = Self::Nothing;
                Transaction::Outside
            }
            Placement::Own => {
                *self = Self::Closing;
                Transaction::Begins
            }
            Placement::WithPrevious => self.join(step),
            Placement::Shared | Placement::ByKeys => self.share(target, step),
        }
    }

    fn join(&mut self, step: &Step) -> Transaction {
        match self {
            Self::Nothing => {
                *self = Self::Holding(locks(step), Keys::of(step));
                Transaction::Begins
            }
            Self::Closing => Transaction::Joins,
            Self::Holding(held, _) => {
                held.extend(locks(step));
                Transaction::Joins
            }
        }
    }

    fn share(&mut self, target: Target, step: &Step) -> Transaction {
        let wanted = locks(step);
        if let Self::Holding(held, keys) = self
            && let Some(both) = keys.and(Keys::of(step))
            && (has_one_lock(target) || adds_no_danger(held, &wanted, step.cost.work))
        {
            held.extend(wanted);
            *keys = both;
            return Transaction::Joins;
        }
        *self = Self::Holding(wanted, Keys::of(step));
        Transaction::Begins
    }
}

/// Whether all tables share one lock, so that a second table costs nothing more.
fn has_one_lock(target: Target) -> bool {
    match target.database {
        Database::Sqlite => true,
        Database::Postgres | Database::Mysql | Database::Mariadb => false,
    }
}

/// Whether nobody waits longer for what is held, or in a circle for what is wanted: it is
/// all one table, or quick and about tables that are held by as much already.
fn adds_no_danger(held: &[(TableName, Lock)], wanted: &[(TableName, Lock)], work: Work) -> bool {
    let strongest = |table: &TableName| {
        let locks = held.iter().filter(|(name, _)| name == table);
        locks.map(|(_, lock)| *lock).max()
    };
    // A reader that wants to write waits for us, and we would wait for it to end.
    let turns = |(table, lock): &(TableName, Lock)| {
        strongest(table).is_some_and(|held| held.blocks_writers() && held < *lock)
    };
    if wanted.iter().any(turns) {
        return false;
    }
    let covered = |(table, _): &(TableName, Lock)| strongest(table).is_some();
    is_one_table(held, wanted) || work == Work::Metadata && wanted.iter().all(covered)
}

/// Whether the tables held and wanted are one at the most.
fn is_one_table(held: &[(TableName, Lock)], wanted: &[(TableName, Lock)]) -> bool {
    let Some((first, _)) = held.first().or(wanted.first()) else {
        return true;
    };
    wanted.is_empty() || held.iter().chain(wanted).all(|(table, _)| table == first)
}

/// The locks of the step that others wait for.
fn locks(step: &Step) -> Vec<(TableName, Lock)> {
    let waits = |lock: Lock| lock >= Lock::ShareUpdateExclusive;
    let locks = step.cost.locks.iter();
    locks.filter(|(_, lock)| waits(*lock)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use migrate_contract::Transaction;

    use super::arrange;
    use crate::dialect::{Action, Cost, Lock, Placement, Step, Undo, Work};
    use crate::syntax::ast::TableName;
    use crate::target::{Database, Target};

    fn step(placement: Placement, table: &str) -> Step {
        let locks = [(table, Lock::AccessExclusive)];
        let locks = if table.is_empty() { &[][..] } else { &locks };
        let step = locking(locks);
        Step { placement, ..step }
    }

    fn locking(locks: &[(&str, Lock)]) -> Step {
        let locks = locks.iter();
        Step {
            action: Action::Sql(String::new()),
            placement: Placement::Shared,
            cost: Cost {
                locks: locks
                    .map(|(table, lock)| (TableName::new(None, table), *lock))
                    .collect(),
                work: Work::Metadata,
            },
            situation: 0,
            undo: Undo::Reversal,
        }
    }

    fn arranged(database: Database, steps: Vec<Step>) -> Vec<Transaction> {
        let target = Target {
            database,
            version: database.oldest(),
        };
        arrange(target, steps)
            .iter()
            .map(|arranged| arranged.transaction)
            .collect()
    }

    #[test]
    fn a_transaction_locks_one_existing_table() {
        let steps = || {
            ["", "a", "a", "b", ""]
                .map(|table| step(Placement::Shared, table))
                .to_vec()
        };
        let [begins, joins] = [Transaction::Begins, Transaction::Joins];
        assert_eq!(
            arranged(Database::Postgres, steps()),
            [begins, joins, joins, begins, joins]
        );
        assert_eq!(
            arranged(Database::Sqlite, steps()),
            [begins, joins, joins, joins, joins]
        );
    }

    #[test]
    fn a_transaction_takes_no_stronger_lock_than_one_that_stops_writers() {
        use Lock::{AccessExclusive, ShareRowExclusive, ShareUpdateExclusive};
        let both = |lock| locking(&[("a", lock), ("b", lock)]);
        let [begins, joins] = [Transaction::Begins, Transaction::Joins];
        for (held, wanted, expected) in [
            (AccessExclusive, ShareRowExclusive, joins),
            (ShareUpdateExclusive, AccessExclusive, joins),
            (ShareRowExclusive, AccessExclusive, begins),
        ] {
            let steps = vec![both(held), both(wanted)];
            assert_eq!(arranged(Database::Postgres, steps), [begins, expected]);
        }
    }

    #[test]
    fn slow_work_holds_nothing_else() {
        use Placement::{Outside, Own, Shared, WithPrevious};
        let steps =
            [Shared, Own, Shared, Outside, WithPrevious].map(|placement| step(placement, "a"));
        let [begins, outside] = [Transaction::Begins, Transaction::Outside];
        assert_eq!(
            arranged(Database::Postgres, steps.to_vec()),
            [begins, begins, begins, outside, begins]
        );
    }
}
