//! The names of time zones. Takes a text, gives the zone that was probably meant; silent
//! where it is not sure, since servers learn new ones. Must not know where it stands.

use crate::nearest::nearest;

/// PostgreSQL's `pg_timezone_names` and `pg_timezone_abbrevs`, without those that hold a
/// digit: a zone may be written as an offset in many ways.
const ZONES: &str = include_str!("zones.txt");

/// Whether there may be a zone of this name: one of a region that no zone is in is none.
pub(super) fn may_be(name: &str) -> bool {
    let (region, _) = name.split_once('/').unwrap_or((name, ""));
    let is_region = |zone: &str| {
        let own = zone.split_once('/').map(|(own, _)| own);
        own.is_some_and(|own| own.eq_ignore_ascii_case(region))
    };
    meant(name).is_none() && ZONES.lines().any(is_region)
}

/// The zone that is meant by a name that is none.
pub(super) fn meant(name: &str) -> Option<&'static str> {
    let is_offset = name.bytes().any(|byte| byte.is_ascii_digit());
    if is_offset || ZONES.lines().any(|zone| zone.eq_ignore_ascii_case(name)) {
        return None;
    }
    nearest(name, ZONES.lines())
}
