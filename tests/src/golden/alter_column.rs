//! Changes of a column that keep its type: null, default, statistics, storage.

use migrate_runtime::migration;

use super::Statement;
use super::shop::{SHOP, WAREHOUSE};

pub(super) const STATEMENTS: &[Statement] = &[
    Statement {
        name: "alter_column_set_not_null",
        heads: &[&SET_NOT_NULL, &SET_NOT_NULL_PROVEN, &SET_NOT_NULL_18],
    },
    Statement {
        name: "alter_column_drop_not_null",
        heads: &[&DROP_NOT_NULL],
    },
    Statement {
        name: "alter_column_set_default",
        heads: &[&SET_DEFAULT, &CHANGE_DEFAULT],
    },
    Statement {
        name: "alter_column_drop_default",
        heads: &[&DROP_DEFAULT],
    },
    Statement {
        name: "alter_column_set_statistics",
        heads: &[&SET_STATISTICS],
    },
    Statement {
        name: "alter_column_set_storage",
        heads: &[&SET_STORAGE],
    },
];

migration! {
    /// A check that is validated beside the traffic proves that there are no nulls.
    static SET_NOT_NULL after SHOP as branch;

    #[expect(set_not_null_unproven, reason = "every order has a note")]
    alter table orders alter column note set not null;
}

migration! {
    /// Every order costs something.
    static ORDERS_HAVE_TOTALS after SHOP as branch;

    alter table orders add constraint orders_have_totals check (total is not null);
}

migration! {
    /// A check that is there already is the proof.
    static SET_NOT_NULL_PROVEN after ORDERS_HAVE_TOTALS;

    alter table orders alter column total set not null;
}

migration! {
    /// From 18 on, not null is a constraint that can be validated by itself.
    static SET_NOT_NULL_18 on postgres 18 after WAREHOUSE as branch;

    #[expect(set_not_null_unproven, reason = "every bay has a label")]
    alter table bays alter column label set not null;
}

migration! {
    /// Readers that rely on a value have to be ready.
    static DROP_NOT_NULL after SHOP as branch;

    #[expect(drop_not_null, reason = "readers know")]
    alter table orders alter column code drop not null;
}

migration! {
    /// For rows to come.
    static SET_DEFAULT after SHOP as branch;

    alter table orders alter column note set default "it's none";
}

migration! {
    /// The old default comes back on the way down.
    static CHANGE_DEFAULT after SHOP as branch;

    alter table orders alter column status set default "paid";
}

migration! {
    /// A column that may be null can lose its default at any time.
    static DROP_DEFAULT after SHOP as branch;

    alter table customers alter column city drop default;
}

migration! {
    /// For the planner.
    static SET_STATISTICS after WAREHOUSE as branch;

    alter table parcels alter column label set statistics 500;
}

migration! {
    /// For rows to come.
    static SET_STORAGE after WAREHOUSE as branch;

    alter table parcels alter column attributes set storage external;
}
