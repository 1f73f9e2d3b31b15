//! The ledger as one text. Every operator and function is the catalogue's own: a connection
//! may carry any search path when it is asked. It must not know what the text should be.

use crate::script::Joined;

pub(super) const JOINED: Joined = Joined {
    head: "SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', state, name, checksum, format), \
        pg_catalog.chr(10) ORDER BY ordinal)",
    history: " WHERE state OPERATOR(pg_catalog.<>) 'reverted' AND history OPERATOR(pg_catalog.=) ",
    tail: "",
};
