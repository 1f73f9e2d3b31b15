//! Literals that hold others: arrays and ranges. Takes texts, gives their items or what is
//! wrong with the form; must not know the type of an item.
//! <https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO>

/// The items of `{a,"b c",{…}}`, nulls left out; nothing where the form is wrong. What has
/// bounds in front, `[0:1]={…}`, is taken without them.
pub(super) fn items(value: &str) -> Option<Vec<String>> {
    let value = value.trim();
    let body = match value.strip_prefix('[') {
        Some(_) => value.split_once('=')?.1.trim_start(),
        None => value,
    };
    let mut reader = Reader {
        rest: body,
        items: Vec::new(),
        lengths: [None; DIMENSIONS],
    };
    reader.list(0)?;
    reader.rest.trim().is_empty().then_some(reader.items)
}

/// PostgreSQL's arrays have at most six dimensions.
const DIMENSIONS: usize = 6;

struct Reader<'a> {
    rest: &'a str,
    items: Vec<String>,
    /// How many items the lists of a depth have, and whether those are lists.
    lengths: [Option<(usize, bool)>; DIMENSIONS],
}

impl Reader<'_> {
    /// From a brace to the one that closes it.
    fn list(&mut self, depth: usize) -> Option<()> {
        self.rest = self.rest.trim_start().strip_prefix('{')?;
        if self.eat('}') {
            return Some(());
        }
        let (mut count, nested) = (0, self.rest.trim_start().starts_with('{'));
        loop {
            if self.rest.trim_start().starts_with('{') != nested {
                return None;
            }
            self.item(depth)?;
            count += 1;
            if self.eat('}') {
                return self.closes(depth, (count, nested));
            }
            if !self.eat(',') {
                return None;
            }
        }
    }

    /// All lists of one depth are of one length.
    fn closes(&mut self, depth: usize, found: (usize, bool)) -> Option<()> {
        let known = self.lengths.get_mut(depth)?.get_or_insert(found);
        (*known == found).then_some(())
    }

    fn item(&mut self, depth: usize) -> Option<()> {
        self.rest = self.rest.trim_start();
        if self.rest.starts_with('{') {
            return if depth + 1 < DIMENSIONS {
                self.list(depth + 1)
            } else {
                None
            };
        }
        let quoted = self.rest.starts_with('"');
        let text = if quoted { self.quoted()? } else { self.bare()? };
        if quoted || !text.eq_ignore_ascii_case("null") {
            self.items.push(text);
        }
        Some(())
    }

    fn quoted(&mut self) -> Option<String> {
        let mut text = String::new();
        let mut chars = self.rest.char_indices().skip(1);
        while let Some((at, char)) = chars.next() {
            match char {
                '"' => {
                    self.rest = self.rest.get(at + 1..)?;
                    return Some(text);
                }
                '\\' => text.push(chars.next()?.1),
                char => text.push(char),
            }
        }
        None
    }

    fn bare(&mut self) -> Option<String> {
        let mut text = String::new();
        let mut chars = self.rest.char_indices();
        while let Some((at, char)) = chars.next() {
            match char {
                ',' | '}' => {
                    self.rest = self.rest.get(at..)?;
                    let text = text.trim_end().to_owned();
                    return (!text.is_empty()).then_some(text);
                }
                '{' | '"' => return None,
                '\\' => text.push(chars.next()?.1),
                char => text.push(char),
            }
        }
        None
    }

    fn eat(&mut self, wanted: char) -> bool {
        let rest = self.rest.trim_start();
        match rest.strip_prefix(wanted) {
            Some(behind) => {
                self.rest = behind;
                true
            }
            None => false,
        }
    }
}

/// A range as it is written.
pub(super) struct Range {
    /// Nothing where it has no end.
    pub(super) bounds: [Option<String>; 2],
    /// Whether the bounds belong to it.
    pub(super) closed: [bool; 2],
}

/// The bounds of `[a,b)`, where they are given; nothing where the form is wrong.
pub(super) fn bounds(value: &str) -> Option<Vec<String>> {
    if value.trim().eq_ignore_ascii_case("empty") {
        return Some(Vec::new());
    }
    Some(range(value)?.bounds.into_iter().flatten().collect())
}

/// The range that `[a,b)` is; nothing where the form is wrong, or it is `empty`.
pub(super) fn range(value: &str) -> Option<Range> {
    let value = value.trim();
    let inner = value.strip_prefix(['[', '('])?.strip_suffix([']', ')'])?;
    let (mut parts, mut quoted) = (vec![String::new()], false);
    let mut chars = inner.chars();
    while let Some(char) = chars.next() {
        let part = parts.last_mut()?;
        match char {
            '"' => quoted = !quoted,
            '\\' => part.push(chars.next()?),
            ',' if !quoted => parts.push(String::new()),
            char => part.push(char),
        }
    }
    let [low, high] = <[String; 2]>::try_from(parts).ok()?;
    let given = |part: String| Some(part).filter(|part| !part.is_empty());
    (!quoted).then(|| Range {
        bounds: [given(low), given(high)],
        closed: [value.starts_with('['), value.ends_with(']')],
    })
}

/// The ranges of `{[a,b),[c,d)}`; nothing where the form is wrong.
pub(super) fn ranges(value: &str) -> Option<Vec<String>> {
    let inner = value.trim().strip_prefix('{')?.strip_suffix('}')?;
    if inner.trim().is_empty() {
        return Some(Vec::new());
    }
    let (mut found, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, char) in inner.char_indices() {
        match char {
            '"' => quoted = !quoted,
            ']' | ')' if !quoted => {
                found.push(
                    inner
                        .get(start..=at)?
                        .trim_start_matches([',', ' '])
                        .to_owned(),
                );
                start = at + 1;
            }
            _ => {}
        }
    }
    inner.get(start..)?.trim().is_empty().then_some(found)
}
