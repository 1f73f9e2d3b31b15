//! The texts of names. Must not know what they name.

use super::{Code, Reader, Writer};
use crate::syntax::ast::{Name, TableName};

impl Code for Name {
    fn write(&self, to: &mut Writer<'_>) {
        to.string(&self.text);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.string().map(Self::generated)
    }
}

/// A point goes before a schema.
impl Code for TableName {
    fn write(&self, to: &mut Writer<'_>) {
        if let Some(schema) = self.written_schema() {
            to.letter(b'.');
            to.string(schema);
        }
        to.string(&self.name);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let schema = if from.eat(b'.') {
            Some(String::read(from)?)
        } else {
            None
        };
        let name = String::read(from)?;
        Some(Self::new(schema.as_deref(), &name))
    }
}
