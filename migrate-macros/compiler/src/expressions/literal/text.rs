//! Truth values, uuids, bytes and bits as texts, as PostgreSQL's input functions read
//! them. Takes texts, gives answers; must not know where they stand.

/// `yes` and its kin, shortened as far as they stay unique.
pub(super) fn is_bool(value: &str) -> bool {
    let value = value.trim().to_ascii_lowercase();
    let starts = |word: &str, least: usize| value.len() >= least && word.starts_with(&value);
    starts("true", 1)
        || starts("false", 1)
        || starts("yes", 1)
        || starts("no", 1)
        || starts("on", 2)
        || starts("off", 2)
        || value == "1"
        || value == "0"
}

/// 32 hexadecimal digits, a dash allowed after each four, braces around all.
pub(super) fn is_uuid(value: &str) -> bool {
    let inner = match value.strip_prefix('{') {
        Some(rest) => match rest.strip_suffix('}') {
            Some(inner) => inner,
            None => return false,
        },
        None => value,
    };
    let mut digits = 0;
    let mut after_dash = true;
    for byte in inner.bytes() {
        match byte {
            b'-' if after_dash || digits % 4 != 0 => return false,
            b'-' => after_dash = true,
            _ if !byte.is_ascii_hexdigit() => return false,
            _ => {
                digits += 1;
                after_dash = false;
            }
        }
    }
    digits == 32 && !after_dash
}

/// Hexadecimal digits behind `\x`, or bytes of which some are three octal ones.
pub(super) fn is_bytes(value: &str) -> bool {
    let Some(digits) = value.strip_prefix("\\x") else {
        return are_escapes(value);
    };
    let is_blank = |byte: &u8| byte.is_ascii_whitespace();
    let digits: Vec<u8> = digits.bytes().filter(|byte| !is_blank(byte)).collect();
    digits.len().is_multiple_of(2) && digits.iter().all(u8::is_ascii_hexdigit)
}

/// Behind a backslash stands another one, or a byte: `\\`, `\377`.
fn are_escapes(value: &str) -> bool {
    let mut rest = value;
    while let Some((_, behind)) = rest.split_once('\\') {
        let is_octal = |digits: &&str| {
            let mut bytes = digits.bytes();
            bytes.next().is_some_and(|byte| matches!(byte, b'0'..=b'3'))
                && bytes.all(|byte| matches!(byte, b'0'..=b'7'))
        };
        rest = match behind.strip_prefix('\\') {
            Some(rest) => rest,
            None if behind.get(..3).as_ref().is_some_and(is_octal) => {
                behind.get(3..).unwrap_or_default()
            }
            None => return false,
        };
    }
    true
}

/// `101`, `b101`, `x1F`
pub(super) fn is_bits(value: &str) -> bool {
    if let Some(digits) = value.strip_prefix(['x', 'X']) {
        return digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    let digits = value.strip_prefix(['b', 'B']).unwrap_or(value);
    digits.bytes().all(|byte| matches!(byte, b'0' | b'1'))
}
