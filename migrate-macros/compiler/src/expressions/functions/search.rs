//! Functions of text search: one row each, in the order of their names, with what
//! PostgreSQL's `pg_proc` says of it. Must not know how a function is called.

use super::row::Class::{Immutable, Stable, StableAlone, StablePair, Volatile};
use super::row::Returns::{Int, Native, Real, Text, TextArray, Unknown};
use super::row::{Function, f, rows};

pub(super) const FUNCTIONS: &[Function] = &[
    f("array_to_tsvector", 1, 1, Immutable, Native("tsvector")),
    f("get_current_ts_config", 0, 0, Stable, Native("regconfig")),
    f("json_to_tsvector", 2, 3, StablePair, Native("tsvector")),
    f("jsonb_to_tsvector", 2, 3, StablePair, Native("tsvector")),
    f("numnode", 1, 1, Immutable, Int),
    f("phraseto_tsquery", 1, 2, StableAlone, Native("tsquery")),
    f("plainto_tsquery", 1, 2, StableAlone, Native("tsquery")),
    f("querytree", 1, 1, Immutable, Text),
    f("setweight", 2, 3, Immutable, Native("tsvector")),
    f("strip", 1, 1, Immutable, Native("tsvector")),
    f("to_tsquery", 1, 2, StableAlone, Native("tsquery")),
    f("to_tsvector", 1, 2, StableAlone, Native("tsvector")),
    rows("ts_debug", 1, 2, Stable, Unknown),
    f("ts_delete", 2, 2, Immutable, Native("tsvector")),
    f("ts_filter", 2, 2, Immutable, Native("tsvector")),
    f("ts_headline", 2, 4, StablePair, Unknown),
    f("ts_lexize", 2, 2, Immutable, TextArray),
    f("ts_rank", 2, 4, Immutable, Real),
    f("ts_rank_cd", 2, 4, Immutable, Real),
    f("ts_rewrite", 2, 3, Immutable, Native("tsquery")),
    rows("ts_stat", 1, 2, Volatile, Unknown),
    f("tsquery_phrase", 2, 3, Immutable, Native("tsquery")),
    f("tsvector_to_array", 1, 1, Immutable, TextArray),
    f("websearch_to_tsquery", 1, 2, StableAlone, Native("tsquery")),
];
