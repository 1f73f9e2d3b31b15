-- Every expression that the catalogue keeps for the history's tables, as the server prints
-- it: what is not of `pg_catalog` shows its schema.
SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL
SELECT adrelid::regclass || '.' || adnum || ' ' || pg_get_expr(adbin, adrelid)
FROM pg_attrdef JOIN pg_class c ON c.oid = adrelid WHERE relnamespace = 'public'::regnamespace
UNION ALL
SELECT pg_get_indexdef(indexrelid)
FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE relnamespace = 'public'::regnamespace
UNION ALL
SELECT attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, atttypmod)
    || ' ' || attcollation::regcollation
FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
    AND relname !~ '^_migrations'
