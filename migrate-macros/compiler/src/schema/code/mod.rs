//! The compact text of a value: letters and lengths, printable, without any character
//! that a string literal would have to escape. Takes values, gives text and back; must
//! not know what the values mean.

mod column;
mod constraint;
mod expr;
mod flags;
mod index;
mod names;
mod object;
mod query;
mod reader;
mod table;
mod types;
mod values;
mod writer;

use object::{Object, ObjectKind};
pub(super) use reader::Reader;
pub(super) use table::{read_body, write_body};
pub(super) use writer::{Writer, is_plain};

/// A value that has a text. Reading gives nothing where the text is not one of ours.
pub(super) trait Code: Sized {
    fn write(&self, to: &mut Writer<'_>);
    fn read(from: &mut Reader<'_>) -> Option<Self>;
}

/// The text of a closed set: a letter for each variant, then its fields in order.
macro_rules! variants {
    ($Type:ident { $($letter:literal => $Variant:ident
        $(($($place:ident),*))? $({$($field:ident),*})?),* $(,)? }) => {
        impl $crate::schema::code::Code for $Type {
            fn write(&self, to: &mut $crate::schema::code::Writer<'_>) {
                match self {
                    $(Self::$Variant $(($($place),*))? $({$($field),*})? => {
                        to.letter($letter);
                        $($($crate::schema::code::Code::write($place, to);)*)?
                        $($($crate::schema::code::Code::write($field, to);)*)?
                    })*
                }
            }

            fn read(from: &mut $crate::schema::code::Reader<'_>) -> Option<Self> {
                Some(match from.letter()? {
                    $($letter => Self::$Variant
                        $(($({
                            let $place = $crate::schema::code::Code::read(from)?;
                            $place
                        }),*))?
                        $({$($field: $crate::schema::code::Code::read(from)?),*})?,)*
                    _ => return None,
                })
            }
        }
    };
}

/// The text of a struct: its fields in order.
macro_rules! fields {
    ($Type:ident { $($field:ident),* $(,)? }) => {
        impl $crate::schema::code::Code for $Type {
            fn write(&self, to: &mut $crate::schema::code::Writer<'_>) {
                $($crate::schema::code::Code::write(&self.$field, to);)*
            }

            fn read(from: &mut $crate::schema::code::Reader<'_>) -> Option<Self> {
                Some(Self {
                    $($field: $crate::schema::code::Code::read(from)?,)*
                })
            }
        }
    };
}

pub(in crate::schema) use {fields, variants};
