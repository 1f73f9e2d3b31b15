//! JSON as a text. Takes a text, gives the first mistake by RFC 8259; must not know what
//! the value is for.

/// How deep values may nest before they are taken on trust.
const DEPTH: usize = 200;

/// What is wrong with the text, if anything.
pub(super) fn mistake(text: &str) -> Option<&'static str> {
    let mut reader = Reader {
        rest: text.as_bytes(),
    };
    match reader.value(DEPTH) {
        Err(Stop::TooDeep) => None,
        Err(Stop::Mistake(mistake)) => Some(mistake),
        Ok(()) => {
            reader.blank();
            (!reader.rest.is_empty()).then_some("something follows the value")
        }
    }
}

/// Whether the text of a `jsonb` escapes the one character that PostgreSQL cannot store.
pub(super) fn has_nul(text: &str) -> bool {
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        if char == '\\' && chars.next() == Some('u') && chars.as_str().starts_with("0000") {
            return true;
        }
    }
    false
}

enum Stop {
    Mistake(&'static str),
    TooDeep,
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Result<(), Stop> {
        if depth == 0 {
            return Err(Stop::TooDeep);
        }
        self.blank();
        match self.rest.first() {
            Some(b'{') => self.list(b'}', depth, Self::member),
            Some(b'[') => self.list(b']', depth, Self::value),
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => self.word(),
        }
    }

    /// Items with commas between them, from the bracket to the one that closes it.
    fn list(
        &mut self,
        close: u8,
        depth: usize,
        item: fn(&mut Self, usize) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        self.skip(1);
        self.blank();
        if self.eat(close) {
            return Ok(());
        }
        loop {
            item(self, depth - 1)?;
            self.blank();
            if self.eat(close) {
                return Ok(());
            }
            if !self.eat(b',') {
                return Err(Stop::Mistake("a comma or a closing bracket is missing"));
            }
        }
    }

    fn member(&mut self, depth: usize) -> Result<(), Stop> {
        self.blank();
        if self.rest.first() != Some(&b'"') {
            return Err(Stop::Mistake("a key must be a string in double quotes"));
        }
        self.string()?;
        self.blank();
        if !self.eat(b':') {
            return Err(Stop::Mistake("a colon must follow a key"));
        }
        self.value(depth)
    }

    fn string(&mut self) -> Result<(), Stop> {
        self.skip(1);
        loop {
            match self.next() {
                Some(b'"') => return Ok(()),
                Some(b'\\') => self.escape()?,
                Some(0..0x20) => return Err(Stop::Mistake("a string holds a control character")),
                Some(_) => {}
                None => return Err(Stop::Mistake("a string does not end")),
            }
        }
    }

    fn escape(&mut self) -> Result<(), Stop> {
        let sound = match self.next() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => true,
            Some(b'u') => (0..4).all(|_| self.next().is_some_and(|byte| byte.is_ascii_hexdigit())),
            _ => false,
        };
        if sound {
            return Ok(());
        }
        Err(Stop::Mistake("a string holds an unknown escape"))
    }

    fn number(&mut self) -> Result<(), Stop> {
        self.eat(b'-');
        let zero = self.rest.first() == Some(&b'0');
        let digits = self.digits();
        let mut sound = digits > 0 && !(zero && digits > 1);
        if self.eat(b'.') {
            sound &= self.digits() > 0;
        }
        if self.eat(b'e') || self.eat(b'E') {
            let _ = self.eat(b'+') || self.eat(b'-');
            sound &= self.digits() > 0;
        }
        if sound {
            return Ok(());
        }
        Err(Stop::Mistake("a number is malformed"))
    }

    fn word(&mut self) -> Result<(), Stop> {
        for word in ["true", "false", "null"] {
            if self.rest.starts_with(word.as_bytes()) {
                self.skip(word.len());
                return Ok(());
            }
        }
        Err(Stop::Mistake("a value is missing"))
    }

    fn digits(&mut self) -> usize {
        let count = self
            .rest
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        self.skip(count);
        count
    }

    fn blank(&mut self) {
        let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        let count = self.rest.iter().take_while(is_blank).count();
        self.skip(count);
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.rest.first() == Some(&byte);
        self.skip(usize::from(found));
        found
    }

    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn skip(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }
}
