-- Every object in the schema `$1`, as the server prints it.
WITH home AS (SELECT oid FROM pg_namespace WHERE nspname = $1)
SELECT relkind::text || ' ' || relname FROM pg_class JOIN home ON relnamespace = home.oid
UNION ALL
SELECT c.conrelid::regclass || ' ' || c.conname || ' ' || pg_get_constraintdef(c.oid) || c.convalidated
FROM pg_constraint c JOIN home ON c.connamespace = home.oid
UNION ALL
SELECT pg_get_indexdef(indexrelid) || indisvalid
FROM pg_index JOIN pg_class c ON c.oid = indexrelid JOIN home ON relnamespace = home.oid
UNION ALL
SELECT c.relname || '.' || attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull
    || ' ' || coalesce(pg_get_expr(adbin, adrelid), '')
FROM pg_attribute JOIN pg_class c ON c.oid = attrelid JOIN home ON relnamespace = home.oid
LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE attnum > 0 AND NOT attisdropped
UNION ALL
SELECT typname || ' ' || enumlabel FROM pg_type JOIN home ON typnamespace = home.oid
JOIN pg_enum ON enumtypid = pg_type.oid
UNION ALL
SELECT viewname || ' ' || definition FROM pg_views WHERE schemaname = $1
