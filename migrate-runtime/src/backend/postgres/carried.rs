//! What a session carries in, and the settings under which a run works: takes the answer
//! to one query, gives statements that set and set back. What a transaction needs is set
//! for its time alone. It must not know what is run.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;

use super::lookout::Second;
use crate::backend::Answer;
use crate::migration::Work;
use crate::script::{Limits, Part, Script, push_quoted};

/// A session's settings as they were found, with the role and the schemas that they lead to.
#[derive(Debug, Default)]
pub(super) struct Carried {
    /// The session's process, and the server's start, which tells it from another.
    pid: i32,
    server: String,
    role: String,
    authorization: String,
    /// Where names without a schema are looked for, and tables made, during the run.
    path: String,
    statement_timeout: u64,
    /// `transaction_timeout` is new in 17.
    version: u32,
    /// What was set in this session, by a pool's `after_connect` or a borrower.
    settings: Vec<(String, String)>,
}

/// Every operator is the catalogue's own, whatever path the session carries. A setting of
/// a transaction is none of the session.
pub(super) const ASK: &str = "SELECT '', 'role', pg_catalog.current_setting('role') \
    UNION ALL SELECT '', 'authorization', pg_catalog.current_setting('session_authorization') \
    UNION ALL SELECT '', 'path', pg_catalog.current_setting('search_path') \
    UNION ALL SELECT '', 'pid', pg_catalog.pg_backend_pid()::pg_catalog.text \
    UNION ALL SELECT '', 'server', pg_catalog.pg_postmaster_start_time()::pg_catalog.text \
    UNION ALL SELECT source, name, setting FROM pg_catalog.pg_settings \
    WHERE (source OPERATOR(pg_catalog.=) 'session' AND name OPERATOR(pg_catalog.<>) \
    ALL ('{transaction_isolation,transaction_read_only,transaction_deferrable}'::pg_catalog.text[])) \
    OR name OPERATOR(pg_catalog.=) 'statement_timeout'";

/// What holds for the whole session, as far as the server knows the setting: the literals
/// of the plans are standard ones, who migrates for hours is not idle while it waits, and a
/// walk writes each key as a text that stands for that key when it is read again, in this
/// session and in the one that goes on.
const SESSION: &str = "SELECT pg_catalog.set_config(s.name, v.value, false) \
    FROM pg_catalog.pg_settings s JOIN (VALUES ('standard_conforming_strings', 'on'), \
    ('idle_session_timeout', '0'), ('DateStyle', 'ISO'), ('IntervalStyle', 'postgres'), \
    ('extra_float_digits', '1')) v (name, value) ON s.name OPERATOR(pg_catalog.=) v.name";

/// A server that hears nothing from us for a minute and a half ends the session and lets go
/// of its locks, also within a statement. Not every system lets it look there.
///
/// <https://www.postgresql.org/docs/current/runtime-config-connection.html#RUNTIME-CONFIG-TCP-SETTINGS>
const ALIVE: &str = "SELECT pg_catalog.set_config(s.name, v.value, false) \
    FROM pg_catalog.pg_settings s JOIN (VALUES ('tcp_keepalives_idle', '30'), \
    ('tcp_keepalives_interval', '10'), ('tcp_keepalives_count', '6'), \
    ('tcp_user_timeout', '90000'), ('client_connection_check_interval', '10000')) \
    v (name, value) ON s.name OPERATOR(pg_catalog.=) v.name";

impl Carried {
    pub(super) fn read(answer: Answer, version: u32, home: &str) -> Self {
        let mut carried = Carried {
            version,
            ..Carried::default()
        };
        for row in answer.rows {
            let mut columns = row.into_iter();
            let mut text = || columns.next().flatten();
            let (source, name, value) = (text(), text(), text());
            let (name, value) = (name.unwrap_or_default(), value.unwrap_or_default());
            match (source.as_deref(), name.as_str()) {
                (Some(""), "role") => carried.role = value,
                (Some(""), "authorization") => carried.authorization = value,
                (Some(""), "path") => carried.path = value,
                (Some(""), "pid") => carried.pid = value.parse().unwrap_or(0),
                (Some(""), "server") => carried.server = value,
                (source, _) => {
                    if name == "statement_timeout" {
                        carried.statement_timeout = value.parse().unwrap_or(0);
                    }
                    if source == Some("session") {
                        carried.settings.push((name, value));
                    }
                }
            }
        }
        carried.path = path(&carried.path, home);
        carried
    }

    /// Whoever can look at this session.
    pub(super) fn lookout(&self, options: Arc<PgConnectOptions>) -> Second {
        Second::new(options, self.pid, self.server.clone())
    }

    /// Sets what holds for the whole session.
    pub(super) fn enter(script: &mut Script) {
        script.statement(Part::Begin, SESSION);
    }

    /// Sets what makes the server look whether this client is still there.
    pub(super) fn stay_alive(script: &mut Script) {
        script.statement(Part::Begin, ALIVE);
    }

    /// Sets what holds for one transaction.
    pub(super) fn for_transaction(&self, script: &mut Script, limits: Limits) {
        script.begin(Part::Begin).sql("SELECT ");
        let locks = milliseconds(limits.lock_timeout.as_millis());
        self.set(
            script,
            Extent::Transaction,
            (locks, self.statements(limits)),
        );
        script.sql(", pg_catalog.set_config('idle_in_transaction_session_timeout', '0', true)");
        if self.version >= 170_000 {
            script.sql(", pg_catalog.set_config('transaction_timeout', '0', true)");
        }
    }

    /// Sets the search path for one message: PostgreSQL makes one transaction of it.
    ///
    /// <https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT>
    pub(super) fn orient(&self, script: &mut Script) {
        script.begin(Part::Begin);
        script.sql("SELECT pg_catalog.set_config('search_path', ");
        script.literal(&self.path).sql(", true)");
    }

    /// Sets what holds for a statement that makes its own transactions: it waits for locks
    /// as long as a run may wait at all, and takes the time that it takes.
    pub(super) fn for_statement(&self, script: &mut Script, lock_wait: Duration) {
        script.begin(Part::Begin).sql("SELECT ");
        let locks = milliseconds(lock_wait.as_millis());
        self.set(script, Extent::Session, (locks, 0));
        script.sql(
            ", pg_catalog.set_config('default_transaction_isolation', 'read committed', false), \
             pg_catalog.set_config('default_transaction_read_only', 'off', false)",
        );
    }

    fn set(&self, script: &mut Script, extent: Extent, (locks, statements): (u64, u64)) {
        let extent = match extent {
            Extent::Transaction => ", true)",
            Extent::Session => ", false)",
        };
        script.sql("pg_catalog.set_config('search_path', ");
        script.literal(&self.path).sql(extent);
        script.sql(", pg_catalog.set_config('lock_timeout', '");
        script.number(locks).sql("'").sql(extent);
        script.sql(", pg_catalog.set_config('statement_timeout', '");
        script.number(statements).sql("'").sql(extent);
    }

    /// How long a statement may take. One that only changes the catalogue keeps the limit
    /// of its role, unless that would cut it off while it still waits for its locks.
    fn statements(&self, limits: Limits) -> u64 {
        match (limits.work, self.statement_timeout) {
            (Work::Metadata, 0) => 0,
            (Work::Metadata, limit) => {
                limit.max(milliseconds(limits.lock_timeout.as_millis()).saturating_mul(2))
            }
            (Work::Scan | Work::BuildIndex | Work::Rows | Work::Rewrite, _) => 0,
        }
    }

    /// Sets everything back to how it was found.
    pub(super) fn restore(&self, script: &mut Script) {
        // First of all, since it may leave the rest no time.
        script.statement(
            Part::Begin,
            "SELECT pg_catalog.set_config('statement_timeout', '0', false)",
        );
        // The role goes last: it may be one that the user of the session alone may take.
        for (setting, value) in [
            ("'session_authorization', ", &self.authorization),
            ("'role', ", &self.role),
        ] {
            script
                .begin(Part::Begin)
                .sql("SELECT pg_catalog.set_config(")
                .sql(setting);
            script.literal(value).sql(", false)");
        }
        script.begin(Part::Begin).sql(
            "SELECT pg_catalog.set_config(s.name, coalesce(v.value, s.reset_val), false) \
             FROM pg_catalog.pg_settings s \
             LEFT JOIN (VALUES (NULL::pg_catalog.text, NULL::pg_catalog.text)",
        );
        for (name, value) in &self.settings {
            script.sql(", (").literal(name).sql(", ");
            script.literal(value).sql(")");
        }
        script.sql(
            ") v (name, value) ON s.name OPERATOR(pg_catalog.=) v.name \
             WHERE s.source OPERATOR(pg_catalog.=) 'session' AND s.setting \
             OPERATOR(pg_catalog.<>) coalesce(v.value, s.reset_val) AND s.name \
             OPERATOR(pg_catalog.<>) ALL ('{transaction_isolation,transaction_read_only,\
             transaction_deferrable}'::pg_catalog.text[])",
        );
    }
}

/// For how long a setting is set.
#[derive(Clone, Copy)]
enum Extent {
    Transaction,
    Session,
}

/// The largest value of a limit of time, which is some 24 days.
fn milliseconds(time: u128) -> u64 {
    u64::try_from(time.min(2_147_483_647)).unwrap_or(0)
}

/// The search path of a run: first the schema of the history's tables, where a statement
/// makes what it gives no schema, then what the session carries, such as an extension's.
/// `pg_catalog` is not in it, for then PostgreSQL looks there before anywhere else: of two
/// operators or functions of the same types its own is taken. Temporary objects come last,
/// so that none is taken for another.
///
/// <https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-SEARCH-PATH>
fn path(carried: &str, home: &str) -> String {
    let mut path = String::new();
    push_quoted(&mut path, '"', home, &['"']);
    for schema in schemas(carried) {
        let name = bare(schema);
        if !matches!(&*name, "" | "pg_catalog" | "pg_temp") && name != home {
            path.push_str(", ");
            path.push_str(schema);
        }
    }
    path.push_str(", pg_temp");
    path
}

/// A name without its quotes.
fn bare(name: &str) -> Cow<'_, str> {
    let inside = name
        .strip_prefix('"')
        .and_then(|name| name.strip_suffix('"'));
    inside.map_or(name.into(), |name| name.replace("\"\"", "\"").into())
}

/// The schemas of a path, each as it is written; a name in quotes may have a comma in it.
fn schemas(path: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    let parts = path.split(move |letter| {
        inside ^= letter == '"';
        letter == ',' && !inside
    });
    parts.map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_begins_with_the_tables_and_ends_with_temporary_objects() {
        let cases = [
            ("\"$user\", public", "\"public\", \"$user\", pg_temp"),
            ("app, public", "\"public\", app, pg_temp"),
            (
                "pg_temp, public, pg_catalog, \"a, b\"",
                "\"public\", \"a, b\", pg_temp",
            ),
            ("\"\"", "\"public\", pg_temp"),
            ("", "\"public\", pg_temp"),
        ];
        for (carried, expected) in cases {
            assert_eq!(path(carried, "public"), expected, "{carried}");
        }
        assert_eq!(
            path("\"a \"\"b\"\"\", public", "a \"b\""),
            "\"a \"\"b\"\"\", public, pg_temp"
        );
    }

    #[test]
    fn a_role_that_limits_statements_leaves_them_the_time_to_wait_for_locks() {
        let limits = |work| Limits {
            lock_timeout: Duration::from_secs(2),
            work,
        };
        let carried = |statement_timeout| Carried {
            statement_timeout,
            ..Carried::default()
        };
        assert_eq!(carried(0).statements(limits(Work::Metadata)), 0);
        assert_eq!(carried(500).statements(limits(Work::Metadata)), 4000);
        assert_eq!(carried(60_000).statements(limits(Work::Metadata)), 60_000);
        assert_eq!(carried(500).statements(limits(Work::Rewrite)), 0);
    }
}
