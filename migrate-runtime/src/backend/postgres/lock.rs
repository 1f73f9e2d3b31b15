//! The advisory lock of a session, and the mark of the run that holds it: takes its key, gives
//! statements that take it, give it back, and ask who has it. It must not know what it keeps
//! others from.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use crate::script::Script;

/// Gives the number that the run has left on the session, which tells two runs apart to whom
/// a pooler gives the same one. A zero in front, since a setting that was taken back is empty.
pub(super) const RUN: &str = "pg_catalog.concat('0', \
    pg_catalog.current_setting('migrate_runtime.run', true))::pg_catalog.int8";

/// Selects the number of this run where nobody else has the lock, and of its session.
pub(super) fn take(script: &mut Script, key: i64) {
    script.sql("SELECT CASE WHEN pg_catalog.pg_try_advisory_lock(");
    script.number(key);
    script.sql(") THEN pg_catalog.set_config('migrate_runtime.run', '");
    script
        .number(random())
        .sql("', false) END, pg_catalog.pg_backend_pid()");
}

/// A number that no other run has.
fn random() -> i64 {
    let number = RandomState::new().build_hasher().finish();
    (number >> 1).cast_signed()
}

/// Who holds the advisory lock with this key, whose halves are written for it.
pub(super) fn holder(script: &mut Script, key: i64) {
    script.sql(
        "SELECT 'blocks', l.pid, a.usename::pg_catalog.text, a.application_name, a.state, \
         pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) \
         a.backend_start)::pg_catalog.int8, \
         CASE WHEN a.state IS NOT NULL THEN pg_catalog.left(a.query, 200) END",
    );
    who_holds(script, key);
}

/// From whoever holds the lock.
pub(super) fn who_holds(script: &mut Script, key: i64) {
    let [high, low] = [key.cast_unsigned() >> 32, key.cast_unsigned() & 0xffff_ffff];
    script.sql(
        " FROM pg_catalog.pg_locks l \
         LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid OPERATOR(pg_catalog.=) l.pid \
         WHERE l.locktype OPERATOR(pg_catalog.=) 'advisory' AND l.granted \
         AND l.objsubid OPERATOR(pg_catalog.=) 1::pg_catalog.int2 \
         AND l.database OPERATOR(pg_catalog.=) (SELECT d.oid FROM pg_catalog.pg_database d \
         WHERE d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()) \
         AND l.classid OPERATOR(pg_catalog.=) ",
    );
    script
        .number(high)
        .sql("::pg_catalog.oid AND l.objid OPERATOR(pg_catalog.=) ");
    script.number(low).sql("::pg_catalog.oid");
}
