//! The compiler's copy of PostgreSQL's catalogue, against the catalogue itself: what every
//! supported version says of functions, operators, casts and operator classes, and from
//! which version to which. `CATALOGUE=write` writes the files anew.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use migrate_tests::postgres::{Server, installed};

/// The majors that the files speak of, and the oldest that is supported.
const MAJORS: [u16; 6] = [13, 14, 15, 16, 17, 18];

/// The name of a type, with `[]` behind that of an array's item.
const TYPE_NAME: &str = "
    CREATE FUNCTION pg_temp.type_name(oid) RETURNS text LANGUAGE sql AS $$
        SELECT CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 AND t.typname LIKE '\\_%'
            THEN e.typname || '[]' ELSE t.typname::text END
        FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem WHERE t.oid = $1 $$";

/// Every function that a user may call: `name kind result argument…`. The kind is `f`,
/// `a` (aggregate), `w` (window), `r` (gives rows) and the volatility. An argument with a
/// default ends with `=`, one that may come any number of times starts with `*`.
const FUNCTIONS: &str = "
    SELECT concat_ws(' ', p.proname,
        concat(CASE WHEN proretset THEN 'r' ELSE prokind::text END, provolatile),
        pg_temp.type_name(prorettype),
        (SELECT string_agg(CASE WHEN provariadic <> 0 AND place = pronargs
                THEN '*' || pg_temp.type_name(provariadic)
                ELSE pg_temp.type_name(a)
                    || CASE WHEN place > pronargs - pronargdefaults THEN '=' ELSE '' END END,
                ' ' ORDER BY place)
            FROM unnest(proargtypes) WITH ORDINALITY AS args (a, place)))
    FROM pg_proc p LEFT JOIN pg_aggregate g ON g.aggfnoid = p.oid
    WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind <> 'p'
        AND coalesce(aggkind, 'n') = 'n'
        AND (coalesce(obj_description(p.oid, 'pg_proc'), '') NOT LIKE 'implementation of %'
            OR proname = 'starts_with')
        AND NOT EXISTS (SELECT FROM pg_type t WHERE t.oid = ANY (proargtypes || prorettype)
            AND t.typname IN ('internal', 'cstring', 'trigger', 'event_trigger',
                'fdw_handler', 'index_am_handler', 'table_am_handler', 'language_handler',
                'tsm_handler'))";

/// Every operator: `sign kind result left right`; the kind is the volatility, with `c`
/// where it commutes with itself. A missing left side is `-`.
const OPERATORS: &str = "
    SELECT concat_ws(' ', oprname,
        concat(provolatile, CASE WHEN oprcom = o.oid THEN 'c' END),
        pg_temp.type_name(oprresult),
        coalesce(pg_temp.type_name(nullif(oprleft, 0)), '-'), pg_temp.type_name(oprright))
    FROM pg_operator o JOIN pg_proc p ON p.oid = oprcode";

/// Every cast: `from to kind`. The kind is the context and the volatility, or a `b` where
/// the bytes stay as they are.
const CASTS: &str = "
    SELECT concat_ws(' ', pg_temp.type_name(castsource), pg_temp.type_name(casttarget),
        concat(castcontext, CASE castmethod WHEN 'b' THEN 'b' ELSE coalesce(provolatile, 'i') END))
    FROM pg_cast c LEFT JOIN pg_proc p ON p.oid = castfunc WHERE castsource <> casttarget";

/// Every type that is not an array: `name kind volatilities`. The kind is its category,
/// with `*` where the category prefers it; the volatilities are those of reading its text
/// and of writing it, with a `p` where a value always stays in its row.
const TYPES: &str = "
    SELECT concat_ws(' ', typname, concat(typcategory, CASE WHEN typispreferred THEN '*' END),
        concat(i.provolatile, o.provolatile, CASE typstorage WHEN 'p' THEN 'p' END))
    FROM pg_type JOIN pg_proc i ON i.oid = typinput JOIN pg_proc o ON o.oid = typoutput
    WHERE typnamespace = 'pg_catalog'::regnamespace AND typtype <> 'c'
        AND typcategory <> 'A' AND typname NOT IN ('internal', 'cstring', 'pg_node_tree')";

/// Every operator class: `method class kind type sign…`; the kind is `d` for the default
/// of its type, else `o`. The signs are the operators of its family over its type that
/// commute with themselves, which an exclusion constraint can use.
const CLASSES: &str = "
    SELECT concat_ws(' ', amname, opcname, CASE WHEN opcdefault THEN 'd' ELSE 'o' END,
        pg_temp.type_name(opcintype),
        (SELECT string_agg(DISTINCT oprname::text, ' ' ORDER BY oprname::text)
            FROM pg_amop a JOIN pg_operator o ON o.oid = amopopr
            WHERE amopfamily = opcfamily AND amoppurpose = 's' AND oprcom = o.oid
                AND oprleft = opcintype))
    FROM pg_opclass c JOIN pg_am m ON m.oid = opcmethod";

/// Every index method and what it can do.
const METHODS: &str = "
    SELECT concat_ws(' ', amname, (SELECT string_agg(able, ' ' ORDER BY able)
        FROM unnest(ARRAY['order', 'unique', 'multi_col', 'exclude', 'include']) AS able
        WHERE pg_indexam_has_property(m.oid, 'can_' || able)))
    FROM pg_am m WHERE amtype = 'i'";

async fn is_what_every_server_says(file: &str, query: &str) {
    let mut versions: BTreeMap<String, Vec<u16>> = BTreeMap::new();
    for major in MAJORS {
        let database = Server::version(major).database("catalogue").await;
        let mut connection = database.connect().await;
        sqlx::raw_sql(TYPE_NAME)
            .execute(&mut connection)
            .await
            .expect("a function");
        let query = sqlx::query_scalar(sqlx::AssertSqlSafe(query));
        let lines: Vec<String> = query.fetch_all(&mut connection).await.expect(file);
        assert!(lines.len() > 3, "{major}: {lines:?}");
        for line in lines {
            versions.entry(line).or_default().push(major);
        }
    }
    let lines = versions
        .into_iter()
        .map(|(line, majors)| line + &range(&majors));
    let text: String = lines.map(|line| line + "\n").collect();
    let path = path(file);
    if env::var_os("CATALOGUE").is_some_and(|it| it == "write") {
        fs::write(&path, &text).expect(file);
    }
    let known = fs::read_to_string(&path).expect(file);
    let differs = |one: &str, other: &str| {
        let missing = one
            .lines()
            .filter(|line| !other.lines().any(|it| it == *line));
        missing.map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(
        known == text,
        "{file}: servers alone say {:#?}, the file alone {:#?}",
        differs(&text, &known),
        differs(&known, &text)
    );
}

/// ` @14` from 14 on, ` @13-15` up to 15; nothing for what every version has.
fn range(majors: &[u16]) -> String {
    let (first, last) = (majors[0], majors[majors.len() - 1]);
    let span = MAJORS.iter().filter(|it| (first..=last).contains(it));
    assert_eq!(
        span.count(),
        majors.len(),
        "it came, went and came: {majors:?}"
    );
    match (first == MAJORS[0], last == MAJORS[MAJORS.len() - 1]) {
        (true, true) => String::new(),
        (_, true) => format!(" @{first}"),
        (_, false) => format!(" @{first}-{last}"),
    }
}

fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../migrate-macros/compiler/src/expressions/catalogue")
        .join(file)
}

fn every_major_is_here() -> bool {
    let here = installed();
    let missing: Vec<&u16> = MAJORS.iter().filter(|it| !here.contains(it)).collect();
    if !missing.is_empty() {
        eprintln!("not compared, since these servers are missing: {missing:?}");
    }
    missing.is_empty()
}

macro_rules! compared {
    ($($test:ident: $file:literal $query:ident;)*) => {$(
        #[tokio::test]
        async fn $test() {
            if every_major_is_here() {
                is_what_every_server_says($file, $query).await;
            }
        }
    )*};
}

compared! {
    functions_are_what_every_server_says: "functions.txt" FUNCTIONS;
    operators_are_what_every_server_says: "operators.txt" OPERATORS;
    casts_are_what_every_server_says: "casts.txt" CASTS;
    types_are_what_every_server_says: "types.txt" TYPES;
    operator_classes_are_what_every_server_says: "classes.txt" CLASSES;
    index_methods_are_what_every_server_says: "methods.txt" METHODS;
}
