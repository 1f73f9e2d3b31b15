-- Everything that a migration can leave in a schema, one line of text an object.
-- Left out: who owns what, the order of columns, object ids, what belongs to an
-- extension, and the ledger. `to_jsonb(…) ->> 'x'` reads a column of the
-- catalogue that older servers lack.
WITH space AS (
    SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
), member AS (
    SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), relation AS (
    SELECT c.*, c.oid::regclass::text AS name
    FROM pg_class c
    WHERE relnamespace IN (SELECT oid FROM space)
        AND relname !~ '^_migrations'
        AND ('pg_class'::regclass, c.oid) NOT IN (SELECT * FROM member)
), type AS (
    SELECT t.*, t.oid::regtype::text AS name
    FROM pg_type t
    WHERE typnamespace IN (SELECT oid FROM space)
        AND ('pg_type'::regclass, t.oid) NOT IN (SELECT * FROM member)
)

SELECT format('schema %I', nspname)
FROM pg_namespace WHERE oid IN (SELECT oid FROM space)

UNION ALL
SELECT format('extension %I %s in %s', extname, extversion, extnamespace::regnamespace)
FROM pg_extension

UNION ALL
SELECT concat_ws(' ',
    CASE relkind
        WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'f' THEN 'foreign table'
        WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'c' THEN 'composite type'
    END,
    name,
    CASE relpersistence WHEN 'u' THEN 'unlogged' END,
    'using ' || (SELECT amname FROM pg_am WHERE oid = relam),
    'tablespace ' || (SELECT spcname FROM pg_tablespace WHERE oid = reltablespace),
    'with ' || reloptions::text,
    CASE relreplident WHEN 'f' THEN 'replica identity full' WHEN 'n' THEN 'replica identity nothing' END,
    CASE WHEN relrowsecurity THEN 'row level security' END,
    CASE WHEN relforcerowsecurity THEN 'forced' END,
    'partition by ' || pg_get_partkeydef(oid),
    (SELECT 'inherits ' || string_agg(inhparent::regclass::text, ', ' ORDER BY inhseqno)
        FROM pg_inherits WHERE inhrelid = relation.oid),
    pg_get_expr(relpartbound, oid),
    CASE WHEN relkind IN ('v', 'm') THEN 'as' || pg_get_viewdef(oid) END)
FROM relation WHERE relkind IN ('r', 'p', 'f', 'v', 'm', 'c')

UNION ALL
SELECT concat_ws(' ',
    format('column %s.%I', r.name, attname),
    format_type(atttypid, atttypmod),
    CASE WHEN attcollation <> typcollation THEN 'collate ' || attcollation::regcollation::text END,
    CASE WHEN attnotnull THEN 'not null' END,
    CASE attidentity WHEN 'a' THEN 'identity always' WHEN 'd' THEN 'identity by default' END,
    CASE attgenerated WHEN 's' THEN 'generated stored' WHEN 'v' THEN 'generated virtual' ELSE 'default' END
        || ' ' || pg_get_expr(adbin, adrelid),
    CASE WHEN attstorage <> typstorage THEN 'storage ' || attstorage::text END,
    'compression ' || nullif(to_jsonb(a) ->> 'attcompression', ''),
    'statistics ' || nullif(to_jsonb(a) ->> 'attstattarget', '-1'),
    'with ' || attoptions::text,
    CASE WHEN attinhcount > 0 THEN 'inherited' END)
FROM relation r
JOIN pg_attribute a ON attrelid = r.oid AND attnum > 0 AND NOT attisdropped
JOIN pg_type t ON t.oid = atttypid
LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE relkind IN ('r', 'p', 'f', 'v', 'm', 'c')

UNION ALL
SELECT concat_ws(' ',
    format('constraint %I on %s', conname, coalesce(r.name, t.name)),
    pg_get_constraintdef(c.oid),
    CASE WHEN NOT convalidated THEN '(not validated)' END,
    CASE WHEN coninhcount > 0 THEN '(inherited)' END)
FROM pg_constraint c
LEFT JOIN relation r ON r.oid = conrelid
LEFT JOIN type t ON t.oid = contypid
WHERE r.oid IS NOT NULL OR t.oid IS NOT NULL

UNION ALL
SELECT concat_ws(' ',
    'index', pg_get_indexdef(indexrelid),
    CASE WHEN NOT indisvalid THEN '(invalid)' END,
    CASE WHEN NOT indisready THEN '(not ready)' END,
    CASE WHEN indisclustered THEN '(clustered)' END,
    CASE WHEN indisreplident THEN '(replica identity)' END,
    (SELECT 'statistics ' || string_agg(attnum || '=' || target, ', ' ORDER BY attnum)
        FROM pg_attribute a, nullif(to_jsonb(a) ->> 'attstattarget', '-1') AS target
        WHERE attrelid = indexrelid AND target IS NOT NULL))
FROM pg_index
JOIN relation ON relation.oid = indexrelid
WHERE indrelid IN (SELECT oid FROM relation)

UNION ALL
SELECT concat_ws(' ',
    'sequence', name, seqtypid::regtype,
    format('start %s increment %s from %s to %s cache %s', seqstart, seqincrement, seqmin, seqmax, seqcache),
    CASE WHEN seqcycle THEN 'cycle' END,
    (SELECT format('owned by %s.%I', refobjid::regclass, attname)
        FROM pg_depend JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
        WHERE classid = 'pg_class'::regclass AND objid = seqrelid AND deptype IN ('a', 'i')))
FROM pg_sequence JOIN relation ON oid = seqrelid

UNION ALL
SELECT format('enum %s { %s }', name, string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder))
FROM type JOIN pg_enum ON enumtypid = type.oid
GROUP BY type.oid, name

UNION ALL
SELECT concat_ws(' ',
    'domain', name, format_type(typbasetype, typtypmod),
    CASE WHEN typcollation <> 0 THEN 'collate ' || typcollation::regcollation::text END,
    CASE WHEN typnotnull THEN 'not null' END,
    'default ' || typdefault)
FROM type WHERE typtype = 'd'

UNION ALL
SELECT format('range %s of %s', name, rngsubtype::regtype)
FROM type JOIN pg_range ON rngtypid = type.oid

UNION ALL
SELECT CASE prokind
    WHEN 'a' THEN 'aggregate ' || oid::regprocedure::text
    ELSE 'function ' || pg_get_functiondef(oid)
END
FROM pg_proc
WHERE pronamespace IN (SELECT oid FROM space)
    AND ('pg_proc'::regclass, oid) NOT IN (SELECT * FROM member)

UNION ALL
SELECT concat_ws(' ',
    'trigger', pg_get_triggerdef(t.oid),
    CASE tgenabled WHEN 'D' THEN '(disabled)' WHEN 'R' THEN '(replica)' WHEN 'A' THEN '(always)' END)
FROM pg_trigger t JOIN relation ON relation.oid = tgrelid
WHERE NOT tgisinternal

UNION ALL
SELECT 'rule ' || pg_get_ruledef(w.oid)
FROM pg_rewrite w JOIN relation ON relation.oid = ev_class
WHERE rulename <> '_RETURN'

UNION ALL
SELECT concat_ws(' ',
    format('policy %I on %s for %s', polname, name, polcmd),
    CASE WHEN NOT polpermissive THEN 'restrictive' END,
    'to ' || (SELECT string_agg(coalesce(rolname, 'public'), ', ' ORDER BY rolname)
        FROM unnest(polroles) AS role LEFT JOIN pg_roles ON pg_roles.oid = role),
    'using ' || pg_get_expr(polqual, polrelid),
    'with check ' || pg_get_expr(polwithcheck, polrelid))
FROM pg_policy JOIN relation ON relation.oid = polrelid

UNION ALL
SELECT concat_ws(' ',
    'statistics', pg_get_statisticsobjdef(s.oid),
    'target ' || nullif(to_jsonb(s) ->> 'stxstattarget', '-1'))
FROM pg_statistic_ext s JOIN relation ON relation.oid = stxrelid

UNION ALL
SELECT format('comment on %s: %s', object, description)
FROM pg_description, pg_describe_object(classoid, objoid, objsubid) AS object
-- Lower ids belong to what every new database has.
WHERE objoid >= 16384
    AND (classoid, objoid) NOT IN (SELECT * FROM member)
    AND classoid <> 'pg_extension'::regclass
    AND object !~ '_migrations'
