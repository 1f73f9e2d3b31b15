//! The texts of what values are made of: numbers, strings, lists, what may be missing.
//! Must not know what they are part of.

use super::{Code, Reader, Writer};

impl Code for u32 {
    fn write(&self, to: &mut Writer<'_>) {
        to.number(*self);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.number()
    }
}

impl Code for u16 {
    fn write(&self, to: &mut Writer<'_>) {
        to.number(u32::from(*self));
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.number()?.try_into().ok()
    }
}

impl Code for u8 {
    fn write(&self, to: &mut Writer<'_>) {
        to.number(u32::from(*self));
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.number()?.try_into().ok()
    }
}

impl Code for i32 {
    fn write(&self, to: &mut Writer<'_>) {
        to.letter(if *self < 0 { b'-' } else { b'+' });
        to.number(self.unsigned_abs());
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let sign = from.letter()?;
        let number = i64::from(from.number()?);
        Self::try_from(if sign == b'-' { -number } else { number }).ok()
    }
}

impl Code for i16 {
    fn write(&self, to: &mut Writer<'_>) {
        i32::from(*self).write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        i32::read(from)?.try_into().ok()
    }
}

impl Code for bool {
    fn write(&self, to: &mut Writer<'_>) {
        to.letter(if *self { b'+' } else { b'-' });
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(from.letter()? == b'+')
    }
}

impl Code for String {
    fn write(&self, to: &mut Writer<'_>) {
        to.string(self);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        from.string().map(String::from)
    }
}

impl<T: Code> Code for Option<T> {
    fn write(&self, to: &mut Writer<'_>) {
        to.letter(if self.is_some() { b'+' } else { b'-' });
        if let Some(value) = self {
            value.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        match from.letter()? {
            b'+' => T::read(from).map(Some),
            _ => Some(None),
        }
    }
}

impl<T: Code> Code for Vec<T> {
    fn write(&self, to: &mut Writer<'_>) {
        to.number(u32::try_from(self.len()).unwrap_or(u32::MAX));
        for value in self {
            value.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        (0..from.number()?).map(|_| T::read(from)).collect()
    }
}

impl<T: Code> Code for Box<T> {
    fn write(&self, to: &mut Writer<'_>) {
        (**self).write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        T::read(from).map(Box::new)
    }
}

impl<A: Code, B: Code> Code for (A, B) {
    fn write(&self, to: &mut Writer<'_>) {
        self.0.write(to);
        self.1.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some((A::read(from)?, B::read(from)?))
    }
}
