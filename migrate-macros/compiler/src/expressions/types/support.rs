//! Which database has which type. Takes types and targets, gives answers and the error
//! for a type that is missing; must not know where the type is written.

use crate::diagnostic::Diagnostic;
use crate::origin::Origin;
use crate::syntax::ast::{Base, Type};
use crate::target::{Database, Target};

/// Whether the target has this type.
pub(crate) fn supports(ty: &Type, target: Target) -> bool {
    match target.database {
        Database::Postgres => since(&ty.base).is_none_or(|major| target.since(major, 0)),
        Database::Sqlite => !ty.array && is_portable(&ty.base),
        Database::Mysql | Database::Mariadb => {
            !ty.array && is_portable(&ty.base) && ty.base != Base::Numeric(None)
        }
    }
}

/// The error for a type that one of the targets lacks, naming the first such.
pub(crate) fn unsupported_type(
    ty: &Type,
    targets: &[Target],
    origin: Origin,
) -> Option<Diagnostic> {
    let target = *targets.iter().find(|target| !supports(ty, **target))?;
    let title = match (target.database, since(&ty.base)) {
        (Database::Postgres, Some(version)) => {
            format!("PostgreSQL has the type `{ty}` only from version {version} on")
        }
        (database, _) => format!("{} has no type `{ty}`", database.title()),
    };
    let error = Diagnostic::new(origin, title);
    Some(match (target.database, &ty.base) {
        (Database::Postgres, base) => error.help(format!(
            "raise the target in the root's header: `on postgres {}`",
            since(base).unwrap_or_default()
        )),
        (_, Base::Numeric(_)) => error
            .why("without arguments it would be `numeric(10, 0)`, which rounds to whole numbers")
            .help("give the digits and the scale, as in `numeric(12, 2)`"),
        (_, Base::Serial(_)) => error.help("use `bigint identity`, which every database has"),
        _ => error.help(format!(
            "write `#[only(postgres)]` over it, or use a type that {} has",
            target.database.title()
        )),
    })
}

/// The first PostgreSQL that has the type, where that is later than the oldest supported.
fn since(base: &Base) -> Option<u16> {
    match base {
        Base::Native(name) if name.ends_with("multirange") => Some(14),
        _ => None,
    }
}

fn is_portable(base: &Base) -> bool {
    match base {
        Base::Bool
        | Base::Integer(_)
        | Base::Real
        | Base::Double
        | Base::Numeric(_)
        | Base::Text
        | Base::Varchar(_)
        | Base::Char(_)
        | Base::Bytes
        | Base::Uuid
        | Base::Date
        | Base::Time(_)
        | Base::Timestamp(_)
        | Base::TimestampTz(_)
        | Base::Json
        | Base::Jsonb => true,
        Base::Serial(_)
        | Base::TimeTz(_)
        | Base::Interval(_)
        | Base::Bit(_)
        | Base::Varbit(_)
        | Base::Native(_)
        | Base::Extension(_) => false,
    }
}
