//! The texts of types. Must not know what a database calls them.

use super::{Code, Reader, Writer, variants};
use crate::syntax::ast::{Base, IntegerWidth, Type};

variants!(IntegerWidth {
    b's' => Small,
    b'n' => Normal,
    b'b' => Big,
});

variants!(Base {
    b'b' => Bool,
    b'i' => Integer(width),
    b's' => Serial(width),
    b'r' => Real,
    b'd' => Double,
    b'n' => Numeric(arguments),
    b't' => Text,
    b'v' => Varchar(length),
    b'c' => Char(length),
    b'B' => Bytes,
    b'u' => Uuid,
    b'D' => Date,
    b'T' => Time(precision),
    b'y' => TimeTz(precision),
    b'x' => Timestamp(precision),
    b'z' => TimestampTz(precision),
    b'I' => Interval(precision),
    b'j' => Json,
    b'J' => Jsonb,
    b'0' => Bit(length),
    b'1' => Varbit(length),
    b'N' => Native(name),
    b'E' => Extension(name),
});

impl Code for Type {
    fn write(&self, to: &mut Writer<'_>) {
        if self.array {
            to.letter(b'[');
        }
        self.base.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let array = from.eat(b'[');
        let base = Base::read(from)?;
        Some(Self { base, array })
    }
}

/// One of the names of native types.
impl Code for &'static str {
    fn write(&self, to: &mut Writer<'_>) {
        to.string(self);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        match Base::native(&from.string()?)? {
            Base::Native(name) => Some(name),
            _ => None,
        }
    }
}
