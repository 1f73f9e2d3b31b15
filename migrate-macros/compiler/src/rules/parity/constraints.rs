//! Foreign keys, checks, uniques, primary keys and exclusions: where a plan adds one
//! without blocking anybody, nobody is told.

use super::{Case, check};

const FOREIGN_KEYS_ARE_ADDED_WITHOUT_BLOCKING: &[Case] = &[
    (
        "SQ020",
        "create table t { id: bigint identity primary key, a: bigint not null references orders(id) on delete cascade, index (a) }",
        &[],
    ),
    (
        "SQ022",
        "create table t { id: uuid primary key, a: bigint not null, index (a) } alter table t add constraint fk foreign key (a) references orders(id);",
        &[],
    ),
    (
        "SQ024",
        "alter table orders add column a: bigint; alter table orders add constraint fk foreign key (a) references products(id); create index on orders(a);",
        &[],
    ),
    (
        "SQ102",
        "alter table orders { add column a: bigint, add constraint fk foreign key (a) references products(id) not valid, validate constraint fk } create index on orders(a);",
        &[],
    ),
    (
        "SQ104",
        "alter table orders add constraint fk foreign key (code) references customers(name);",
        &["error: nothing makes `customers(name)` unique"],
    ),
    (
        "SM066",
        "alter table orders add column a: bigint references products;",
        &["foreign_key_without_index"],
    ),
    (
        "SM036",
        "alter table orders { add constraint fk foreign key (id) references products(id) not valid, validate constraint fk }",
        &[],
    ),
    (
        "XT022",
        "create table t { id: bigint primary key, a: bigint references orders, index (a) }",
        &[],
    ),
    (
        "XT042",
        "create table t { id: bigint primary key, a: int references orders, index (a) }",
        &["foreign_key_type_mismatch"],
    ),
    (
        "XT076",
        "create table t { id: bigint primary key, a: bigint references orders, b: bigint references products, index (a), index (b) }",
        &[],
    ),
    (
        "XT078",
        "alter table orders add column a: int references products; create index on orders(a);",
        &["foreign_key_type_mismatch"],
    ),
    (
        "AT106",
        "alter table orders add column a: bigint references products; create index on orders(a);",
        &[],
    ),
    (
        "NS028",
        "alter table orders add column a: bigint default 1 references products; create index on orders(a);",
        &[],
    ),
    (
        "AT016",
        "alter table orders drop constraint orders_customer_id_fkey;",
        &["drop_foreign_key"],
    ),
    (
        "NS036",
        "alter table orders validate constraint nope;",
        &["error: table `orders` has no constraint `nope`"],
    ),
];

#[test]
fn foreign_keys_are_added_without_blocking() {
    check(FOREIGN_KEYS_ARE_ADDED_WITHOUT_BLOCKING);
}

const CHECKS_ARE_ADDED_WITHOUT_BLOCKING: &[Case] = &[
    (
        "SQ108",
        "alter table orders add constraint p check (quantity >= 0) not valid; alter table orders validate constraint p;",
        &[],
    ),
    (
        "SQ110",
        "create table t { id: bigint primary key, age: int not null } alter table t add check (age >= 25);",
        &[],
    ),
    (
        "SM002",
        "alter table orders add check (quantity > 0) not valid;",
        &[],
    ),
    (
        "SM006",
        "alter table orders add constraint p check (quantity > 0);",
        &[],
    ),
    (
        "SM008",
        "alter table orders add constraint p check (quantity > 0);\n---\nalter table orders add constraint p check (quantity > 0);",
        &["error: "],
    ),
    (
        "XT002",
        "alter table orders add constraint p check (quantity > 0) not valid;\n---\nalter table orders validate constraint p;",
        &[],
    ),
    (
        "XT072",
        "alter table orders add constraint p check (quantity > 0) not valid;\n---\nalter table orders { add column a: text, validate constraint p }",
        &[],
    ),
    (
        "XT094",
        "alter table orders add constraint p check (quantity > 0) not valid;\n---\nalter table orders validate constraint p;",
        &[],
    ),
];

#[test]
fn checks_are_added_without_blocking() {
    check(CHECKS_ARE_ADDED_WITHOUT_BLOCKING);
}

const UNIQUES_ARE_BUILT_BESIDE_THE_TRAFFIC: &[Case] = &[
    (
        "SQ112",
        "create unique index i on orders(code);\n---\nalter table orders add unique using index i;",
        &[],
    ),
    (
        "SQ114",
        "alter table customers drop constraint customers_email_key;",
        &["drop_unique_or_check_constraint"],
    ),
    (
        "SQ116",
        "create unique index i on orders(code); alter table orders add constraint u unique using index i;",
        &[],
    ),
    (
        "SQ118",
        "create table t { id: bigint identity by default primary key, sku: text not null } alter table t add constraint s unique (sku);",
        &[],
    ),
    (
        "SQ174",
        "create unique index i on orders(code);\n---\nalter table orders { add constraint u unique using index i, add constraint u unique using index i }",
        &["error: "],
    ),
    ("SM030", "alter table orders add unique (code);", &[]),
    (
        "SM032",
        "create table t { id: bigint primary key, a: text } alter table t add unique (a);",
        &[],
    ),
    (
        "AT030",
        "alter table orders { add column a: text, add unique (a) }",
        &[],
    ),
    (
        "AT098",
        "alter table orders add constraint u unique (code);",
        &[],
    ),
    (
        "XT014",
        "create unique index i on orders(code);\n---\nalter table orders add constraint i unique using index i;",
        &[],
    ),
    (
        "XT114",
        "alter table orders add unique (code);\n---\nalter table orders drop constraint orders_code_key;",
        &["drop_unique_or_check_constraint"],
    ),
];

#[test]
fn uniques_are_built_beside_the_traffic() {
    check(UNIQUES_ARE_BUILT_BESIDE_THE_TRAFFIC);
}

const KEYS_ARE_SWAPPED_AND_EXCLUSIONS_REFUSED: &[Case] = &[
    (
        "SQ042",
        "create unique index i on links(name);\n---\nalter table links add constraint pk primary key using index i;",
        &[],
    ),
    (
        "SQ106",
        "create unique index i on events(kind);\n---\nalter table events add primary key using index i;",
        &["add_primary_key_on_nullable"],
    ),
    (
        "AT104",
        "alter table events add primary key (kind, day);",
        &["add_primary_key_on_nullable"],
    ),
    (
        "XT028",
        "update events set kind = \"\" where kind is null;\n---\nalter table events alter column kind set not null; create unique index i on events(kind); alter table events add primary key using index i;",
        &[],
    ),
    (
        "NS022",
        "create unique index i on events(kind, day);\n---\nalter table events add primary key using index i;",
        &["add_primary_key_on_nullable"],
    ),
    (
        "SM028",
        "alter table orders add exclude using gist (placed_at with =);",
        &["exclusion_constraint_on_existing"],
    ),
    (
        "SQ040",
        "alter table links add column id: bigint primary key;",
        &["add_column_constrained"],
    ),
];

#[test]
fn keys_are_swapped_and_exclusions_refused() {
    check(KEYS_ARE_SWAPPED_AND_EXCLUSIONS_REFUSED);
}
