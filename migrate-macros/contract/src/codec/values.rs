//! The text of each value: its fields in order, or the letter of its variant. What is
//! written and what is read stand in one line. Must not know how a piece is written.

use super::Unreadable;
use super::reader::{Read, Reader};
use super::writer::{Write, Writer};
use crate::database::{Database, Version};
use crate::lock::{LockMode, TableLock, Work};
use crate::plan::{About, Check, Down, Plan, Stay};
use crate::step::{
    Action, Batches, BuildIndex, DropIndex, Expected, Reach, Step, Sweep, Transaction,
};

/// The text of a struct: its fields in order.
macro_rules! fields {
    ($Type:ident { $($field:ident),* $(,)? }) => {
        impl<Text: Write> Write for $Type<Text> {
            fn write<'w>(&'w self, to: &mut Writer<'w>) {
                $(self.$field.write(to);)*
            }
        }

        impl<'a> Read<'a> for $Type<&'a str> {
            fn read(from: &mut Reader<'a>) -> Result<Self, Unreadable> {
                Ok(Self { $($field: Read::read(from)?),* })
            }
        }
    };
}

/// The text of a choice between values: a letter, then the values in order.
macro_rules! variants {
    ($Type:ident { $($letter:literal => $Variant:ident($($value:ident),*)),* $(,)? }) => {
        impl<Text: Write> Write for $Type<Text> {
            fn write<'w>(&'w self, to: &mut Writer<'w>) {
                match self {
                    $(Self::$Variant($($value),*) => {
                        to.letter($letter);
                        $($value.write(to);)*
                    })*
                }
            }
        }

        impl<'a> Read<'a> for $Type<&'a str> {
            fn read(from: &mut Reader<'a>) -> Result<Self, Unreadable> {
                Ok(match from.letter()? {
                    $($letter => {
                        $(let $value = Read::read(from)?;)*
                        Self::$Variant($($value),*)
                    })*
                    _ => return Err(from.broken()),
                })
            }
        }
    };
}

/// The text of a closed set: a letter each.
macro_rules! letters {
    ($Type:ident { $($letter:literal => $variant:ident),* $(,)? }) => {
        impl Write for $Type {
            fn write<'w>(&'w self, to: &mut Writer<'w>) {
                to.letter(match self {
                    $(Self::$variant => $letter,)*
                });
            }
        }

        impl<'a> Read<'a> for $Type {
            fn read(from: &mut Reader<'a>) -> Result<Self, Unreadable> {
                Ok(match from.letter()? {
                    $($letter => Self::$variant,)*
                    _ => return Err(from.broken()),
                })
            }
        }
    };
}

fields!(About {
    description,
    unvalidated
});
fields!(Plan {
    database,
    minimum,
    up,
    first,
    down,
    rebuilds,
    up_stays,
    down_stays,
    checks,
    breaks
});
fields!(Check {
    columns,
    query,
    why
});
fields!(Stay {
    steps,
    leaves,
    undo,
    rebuilds
});
fields!(Step {
    action,
    transaction,
    locks,
    work,
    expects
});
fields!(Expected {
    table,
    definition,
    free
});
fields!(BuildIndex {
    schema,
    index,
    build,
    drop
});
fields!(DropIndex {
    schema,
    index,
    drop
});
fields!(Batches {
    last,
    next,
    after,
    run,
    size,
    pause,
    sweep
});
fields!(Sweep { left, next, reach });
fields!(TableLock { table, mode });

variants!(Action {
    's' => Sql(sql),
    'i' => BuildIndex(index),
    'd' => DropIndex(index),
    'b' => Batches(batches),
});

variants!(Down {
    's' => Steps(steps),
    'l' => Lossy(steps, loses),
    'i' => Irreversible(reason),
});

letters!(Database {
    'p' => Postgres,
    's' => Sqlite,
    'm' => Mysql,
    'a' => Mariadb,
});

letters!(Transaction {
    'b' => Begins,
    'j' => Joins,
    'o' => Outside,
});

letters!(Reach {
    'w' => Walked,
    't' => Table,
});

letters!(LockMode {
    'a' => AccessShare,
    'b' => RowShare,
    'c' => RowExclusive,
    'd' => ShareUpdateExclusive,
    'e' => Share,
    'f' => ShareRowExclusive,
    'g' => Exclusive,
    'h' => AccessExclusive,
});

letters!(Work {
    'm' => Metadata,
    's' => Scan,
    'i' => BuildIndex,
    'r' => Rows,
    'w' => Rewrite,
});

impl Write for Version {
    fn write<'w>(&'w self, to: &mut Writer<'w>) {
        for number in self.0 {
            to.number(number.into());
        }
    }
}

impl Read<'_> for Version {
    fn read(from: &mut Reader<'_>) -> Result<Self, Unreadable> {
        let mut number = || u16::try_from(from.number()?).map_err(|_| from.broken());
        Ok(Self([number()?, number()?, number()?]))
    }
}

impl Write for u32 {
    fn write<'w>(&'w self, to: &mut Writer<'w>) {
        to.number(usize::try_from(*self).unwrap_or(usize::MAX));
    }
}

impl Read<'_> for u32 {
    fn read(from: &mut Reader<'_>) -> Result<Self, Unreadable> {
        u32::try_from(from.number()?).map_err(|_| from.broken())
    }
}

impl Write for bool {
    fn write<'w>(&'w self, to: &mut Writer<'w>) {
        to.letter(if *self { 'y' } else { 'n' });
    }
}

impl Read<'_> for bool {
    fn read(from: &mut Reader<'_>) -> Result<Self, Unreadable> {
        match from.letter()? {
            'y' => Ok(true),
            'n' => Ok(false),
            _ => Err(from.broken()),
        }
    }
}

impl<T: Write> Write for Option<T> {
    fn write<'w>(&'w self, to: &mut Writer<'w>) {
        match self {
            Some(value) => {
                to.letter('y');
                value.write(to);
            }
            None => to.letter('n'),
        }
    }
}

impl<'a, T: Read<'a>> Read<'a> for Option<T> {
    fn read(from: &mut Reader<'a>) -> Result<Self, Unreadable> {
        if bool::read(from)? {
            return T::read(from).map(Some);
        }
        Ok(None)
    }
}

impl<T: Write> Write for Vec<T> {
    fn write<'w>(&'w self, to: &mut Writer<'w>) {
        to.number(self.len());
        for value in self {
            value.write(to);
        }
    }
}

impl<'a, T: Read<'a>> Read<'a> for Vec<T> {
    fn read(from: &mut Reader<'a>) -> Result<Self, Unreadable> {
        let length = from.number()?;
        (0..length).map(|_| T::read(from)).collect()
    }
}

impl Write for String {
    fn write<'w>(&'w self, to: &mut Writer<'w>) {
        to.text(self);
    }
}

impl Write for &str {
    fn write<'w>(&'w self, to: &mut Writer<'w>) {
        to.text(self);
    }
}

impl<'a> Read<'a> for &'a str {
    fn read(from: &mut Reader<'a>) -> Result<Self, Unreadable> {
        from.text()
    }
}
