//! The ledger's table: takes what the catalogue has in its place, makes it, or brings an
//! older one up to date. Only under the lock, and only when something is to be recorded. It
//! must not know what rows mean.

use super::{Contents, LATER, leave, no_ledger, send, unreachable_ledger};
use crate::backend::{Backend, Failure};
use crate::error::ErrorKind;
use crate::migration::Work;
use crate::script::{Part, Script, Value};
use crate::settings::Settings;

/// The columns that every version has had, with their types: `moment` is the dialect's.
const FIRST: [(&str, &str); 16] = [
    ("history", "text NOT NULL"),
    ("name", "text NOT NULL"),
    ("ordinal", "bigint NOT NULL"),
    ("checksum", "text NOT NULL"),
    ("state", "text NOT NULL"),
    ("step", "integer NOT NULL"),
    ("steps", "integer NOT NULL"),
    ("cursor", "text"),
    ("started_at", "{moment} NOT NULL"),
    ("finished_at", "{moment}"),
    ("elapsed_ms", "bigint"),
    ("up_sql", "text NOT NULL"),
    ("down_sql", "text"),
    ("tool_version", "text NOT NULL"),
    ("applied_by", "text NOT NULL"),
    ("error", "text"),
];

/// What has the ledger's name.
enum Found {
    /// Not even its schema is there.
    NoSchema,
    Nothing,
    /// A relation of this kind.
    Relation(String, Vec<Column>),
}

/// The kind of what can be a ledger.
const TABLE: &str = "table";

struct Column {
    name: String,
    /// Whether a row without a value for it is refused.
    required: bool,
}

/// Makes the table where there is none, and adds the columns that it lacks; makes the schema
/// of the history's tables.
pub(crate) async fn prepare(
    backend: &mut dyn Backend,
    settings: &Settings,
    contents: &Contents,
) -> Result<(), ErrorKind> {
    make_home(backend, settings).await?;
    if let (Contents::NoTable, true) = (contents, settings.ledger.is_at_home()) {
        return create(backend, settings).await;
    }
    match look_up(backend, settings).await? {
        Found::NoSchema => {
            let schema = settings.ledger.schema(backend.dialect());
            create_schema(backend, settings, schema).await?;
            create(backend, settings).await
        }
        Found::Nothing => create(backend, settings).await,
        Found::Relation(kind, columns) => take(backend, settings, (&kind, &columns)).await,
    }
}

/// Takes what has the ledger's name for the ledger, or says why it is none.
async fn take(
    backend: &mut dyn Backend,
    settings: &Settings,
    (kind, columns): (&str, &[Column]),
) -> Result<(), ErrorKind> {
    let wrong = if kind == TABLE {
        misfit(columns)
    } else {
        Some(format!("it is a {kind}"))
    };
    match wrong {
        Some(found) => Err(no_ledger(backend, settings, found)),
        None => upgrade(backend, settings, columns).await,
    }
}

/// Makes the schema that was chosen for the history's tables, unless the ledger is there, too.
async fn make_home(backend: &mut dyn Backend, settings: &Settings) -> Result<(), ErrorKind> {
    let dialect = backend.dialect();
    let ledger = settings.ledger.schema(dialect);
    let Some(home) = settings.ledger.home().filter(|home| *home != ledger) else {
        return Ok(());
    };
    match look_for(backend, settings, home).await? {
        Found::NoSchema => create_schema(backend, settings, home).await,
        Found::Nothing | Found::Relation(..) => Ok(()),
    }
}

/// Adds the statement that makes the schema of the history's tables for a try: the ledger may
/// not have been made there yet.
pub(crate) async fn add_home(
    backend: &mut dyn Backend,
    settings: &Settings,
    script: &mut Script,
) -> Result<(), ErrorKind> {
    let create = backend.dialect().create_schema;
    if let (Some(home), Some(create)) = (settings.ledger.home(), create)
        && let Found::NoSchema = look_for(backend, settings, home).await?
    {
        script.begin(Part::Begin).sql(create).name(home);
    }
    Ok(())
}

/// What a ledger does not have like that.
fn misfit(columns: &[Column]) -> Option<String> {
    let has = |name: &str| columns.iter().any(|column| column.name == name);
    if let Some((missing, _)) = FIRST.iter().find(|(name, _)| !has(name)) {
        return Some(format!("it has no column `{missing}`"));
    }
    let is_ours = |name: &str| FIRST.iter().chain(&LATER).any(|(own, _)| *own == name);
    let foreign = |column: &&Column| column.required && !is_ours(&column.name);
    let column = columns.iter().find(foreign)?;
    Some(format!(
        "its column `{}` is not null and has no default, and no record has a value for it",
        column.name
    ))
}

/// Refuses what has the ledger's name and is no table.
pub(super) async fn refuse_other(
    backend: &mut dyn Backend,
    settings: &Settings,
) -> Result<(), ErrorKind> {
    match look_up(backend, settings).await? {
        Found::Relation(kind, _) if !kind.starts_with(TABLE) => {
            Err(no_ledger(backend, settings, format!("it is a {kind}")))
        }
        Found::NoSchema | Found::Nothing | Found::Relation(..) => Ok(()),
    }
}

async fn look_up(backend: &mut dyn Backend, settings: &Settings) -> Result<Found, ErrorKind> {
    let schema = settings.ledger.schema(backend.dialect());
    look_for(backend, settings, schema).await
}

/// What has the ledger's name in this schema.
async fn look_for(
    backend: &mut dyn Backend,
    settings: &Settings,
    schema: &str,
) -> Result<Found, ErrorKind> {
    let dialect = backend.dialect();
    let mut script = Script::new(dialect);
    let values = [
        ("{schema}", Value::Literal(schema)),
        ("{name}", Value::Name(schema)),
        ("{table}", Value::Literal(settings.ledger.table())),
    ];
    if let Some(unfiltered) = dialect.unfiltered {
        script.statement(Part::Ledger, unfiltered);
    }
    script
        .begin(Part::Ledger)
        .answer()
        .template(dialect.columns, &values);
    let answer = send(backend, settings, &script.finish()).await;
    let rows = answer
        .map_err(|failure| unreachable_ledger("looked up", failure))?
        .rows;
    let Some(first) = rows.first() else {
        return Ok(Found::NoSchema);
    };
    let Some(kind) = first.first().cloned().flatten() else {
        return Ok(Found::Nothing);
    };
    let columns = rows.into_iter().filter_map(column);
    Ok(Found::Relation(kind, columns.collect()))
}

fn column(row: Vec<Option<String>>) -> Option<Column> {
    let mut values = row.into_iter().skip(1);
    let name = values.next()??;
    let required = values.next()?.as_deref() == Some("1");
    Some(Column { name, required })
}

async fn create_schema(
    backend: &mut dyn Backend,
    settings: &Settings,
    schema: &str,
) -> Result<(), ErrorKind> {
    let Some(create) = backend.dialect().create_schema else {
        return Ok(());
    };
    let mut script = begin(backend, settings);
    script.begin(Part::Ledger).sql(create).name(schema);
    let created = commit(backend, settings, script).await;
    created.map_err(|failure| unreachable_ledger("created", failure))
}

/// Makes the table. What has taken its place since somebody looked makes that fail, and is
/// looked at before anything is written to it.
async fn create(backend: &mut dyn Backend, settings: &Settings) -> Result<(), ErrorKind> {
    let dialect = backend.dialect();
    let mut script = begin(backend, settings);
    script.begin(Part::Ledger).sql("CREATE TABLE ");
    settings.ledger.write(&mut script, dialect);
    script.sql(" (");
    for (column, ty) in FIRST.into_iter().chain(LATER) {
        script.sql(column).sql(" ");
        let moment = Value::Sql(dialect.moment);
        script.template(ty, &[("{moment}", moment)]).sql(", ");
    }
    script.sql("PRIMARY KEY (history, name))");
    let Err(failure) = commit(backend, settings, script).await else {
        return Ok(());
    };
    match look_up(backend, settings).await? {
        Found::Relation(kind, columns) => take(backend, settings, (&kind, &columns)).await,
        Found::NoSchema | Found::Nothing => Err(unreachable_ledger("created", failure)),
    }
}

/// Readers of the ledger wait for a change of it as briefly as for any other.
fn begin(backend: &dyn Backend, settings: &Settings) -> Script {
    let mut script = Script::new(backend.dialect());
    backend.begin(&mut script, settings.limits(Work::Metadata));
    script
}

async fn commit(
    backend: &mut dyn Backend,
    settings: &Settings,
    mut script: Script,
) -> Result<(), Failure> {
    script.statement(Part::Commit, "COMMIT");
    let done = send(backend, settings, &script.finish()).await;
    if done.is_err() {
        leave(backend).await;
    }
    done.map(drop)
}

/// In one transaction. SQLite's lock is that of each transaction: another process may be at
/// it, too, and go ahead.
async fn upgrade(
    backend: &mut dyn Backend,
    settings: &Settings,
    columns: &[Column],
) -> Result<(), ErrorKind> {
    let later = lacking(columns);
    if later.is_empty() {
        return Ok(());
    }
    let dialect = backend.dialect();
    let mut script = begin(backend, settings);
    for (name, ty) in later {
        script.begin(Part::Ledger).sql("ALTER TABLE ");
        settings.ledger.write(&mut script, dialect);
        script.sql(" ADD COLUMN ").sql(name).sql(" ").sql(ty);
    }
    let Err(failure) = commit(backend, settings, script).await else {
        return Ok(());
    };
    match look_up(backend, settings).await? {
        Found::Relation(_, columns) if lacking(&columns).is_empty() => Ok(()),
        _ => Err(unreachable_ledger("brought up to date", failure)),
    }
}

fn lacking(columns: &[Column]) -> Vec<(&'static str, &'static str)> {
    let is_there = |name: &str| columns.iter().any(|column| column.name == name);
    let later = LATER.into_iter().filter(|(name, _)| !is_there(name));
    later.collect()
}
