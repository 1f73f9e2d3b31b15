//! What raw statements left beside tables, as far as their words say it. Takes what a
//! statement speaks of, answers for a name; must not know what brings which.

use std::collections::BTreeSet;

use super::code::{Code, Reader, Writer, variants};
use crate::syntax::ast::spoken::{Kind, Object, Spoken, spoken};

/// Types, extensions, operator classes, collations and sequences of a history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Beyond {
    objects: BTreeSet<Object>,
    /// A statement made something whose name its words do not say.
    anything: bool,
}

impl Beyond {
    /// Whether there may be one of this name. Without a schema it is in `public`.
    pub(crate) fn may_have(&self, kind: Kind, schema: Option<&str>, name: &str) -> bool {
        let mut named = self.of(kind).filter(|object| object.name == name);
        self.anything || named.any(|object| place(object.schema.as_deref()) == place(schema))
    }

    /// Those of one kind.
    pub(crate) fn of(&self, kind: Kind) -> impl Iterator<Item = &Object> {
        self.objects
            .iter()
            .filter(move |object| object.kind == kind)
    }

    /// Whether a statement made something whose name nobody knows.
    pub(crate) fn may_have_anything(&self) -> bool {
        self.anything
    }

    /// Follows a raw statement.
    pub(super) fn follow(&mut self, sql: &str) {
        for spoken in spoken(sql) {
            match spoken {
                Spoken::There(object) => drop(self.objects.insert(object)),
                Spoken::Gone(object) => drop(self.objects.remove(&object)),
                Spoken::Anything => self.anything = true,
            }
        }
    }

    /// Takes in what another target has.
    pub(super) fn join(&mut self, other: &Self) {
        self.objects.extend(other.objects.iter().cloned());
        self.anything |= other.anything;
    }
}

fn place(schema: Option<&str>) -> &str {
    schema.unwrap_or("public")
}

impl Code for Beyond {
    fn write(&self, to: &mut Writer<'_>) {
        self.anything.write(to);
        to.number(u32::try_from(self.objects.len()).unwrap_or(u32::MAX));
        for object in &self.objects {
            object.kind.write(to);
            object.schema.write(to);
            object.name.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let anything = Code::read(from)?;
        let object = |from: &mut Reader<'_>| {
            Some(Object {
                kind: Code::read(from)?,
                schema: Code::read(from)?,
                name: Code::read(from)?,
            })
        };
        let count: u32 = from.number()?;
        let objects = (0..count).map(|_| object(from)).collect::<Option<_>>()?;
        Some(Self { objects, anything })
    }
}

variants!(Kind {
    b't' => Type,
    b'e' => Extension,
    b'o' => OperatorClass,
    b'c' => Collation,
    b's' => Sequence,
});
