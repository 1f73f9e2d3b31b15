//! What is asked of the server's catalogue. It must not know what the answers are for.

/// Asked under a search path of its own. Triggers, defaults and checks of a table run with the
/// rights of whoever writes, so its owner has to be a role that could do all that anyway.
pub(super) const COLUMNS: &str = "SELECT CASE c.relkind WHEN 'r' THEN whose.kind WHEN 'p' THEN whose.kind \
    WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' \
    WHEN 'S' THEN 'sequence' WHEN 'i' THEN 'index' WHEN 'c' THEN 'type' END, a.attname, \
    (a.attnotnull AND NOT a.atthasdef AND a.attidentity = '')::int \
    FROM pg_catalog.pg_namespace n \
    LEFT JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = {table} \
    LEFT JOIN pg_catalog.pg_attribute a \
    ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
    LEFT JOIN LATERAL (SELECT CASE WHEN o.rolsuper OR o.rolname = current_user \
    OR o.oid = n.nspowner OR o.oid = (SELECT datdba FROM pg_catalog.pg_database \
    WHERE datname = current_database()) \
    OR (NOT me.rolsuper AND pg_has_role(o.oid, 'USAGE')) THEN 'table' \
    ELSE concat('table of the role `', o.rolname, '`, whose triggers would run with the rights of `', \
    me.rolname, '`') END AS kind \
    FROM pg_catalog.pg_roles o JOIN pg_catalog.pg_roles me ON me.rolname = current_user \
    WHERE o.oid = c.relowner) AS whose ON true \
    WHERE n.nspname = {schema}";

/// Every operator names its schema: the session may still have the path that it came with.
pub(super) const INDEX: &str = "SELECT i.indisvalid::pg_catalog.int4, t.relname \
    FROM pg_catalog.pg_index i \
    JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) i.indexrelid \
    JOIN pg_catalog.pg_class t ON t.oid OPERATOR(pg_catalog.=) i.indrelid \
    JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace \
    WHERE n.nspname OPERATOR(pg_catalog.=) {schema} AND c.relname OPERATOR(pg_catalog.=) {index}";
