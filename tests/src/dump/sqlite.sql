-- What SQLite's pragmas say about each table, one line of text an object. The
-- order of columns and the numbers of foreign keys and automatic indexes are left
-- out: a rebuilt table may have others.
WITH relation AS (
    SELECT name FROM sqlite_schema
    WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE '\_migrations%' ESCAPE '\'
)

SELECT 'column ' || r.name || '.' || c.name || ' ' || c.type
    || iif(c."notnull", ' not null', '')
    || coalesce(' default ' || c.dflt_value, '')
    || iif(c.pk, ' primary key ' || c.pk, '')
    || CASE c.hidden WHEN 2 THEN ' generated virtual' WHEN 3 THEN ' generated stored' ELSE '' END
FROM relation r, pragma_table_xinfo(r.name) c

UNION ALL
SELECT 'index ' || iif(i.origin = 'c', i.name, '') || ' on ' || r.name
    || iif(i."unique", ' unique', '')
    || CASE i.origin WHEN 'pk' THEN ' primary key' WHEN 'u' THEN ' constraint' ELSE '' END
    || iif(i.partial, ' partial', '')
    || (SELECT ' (' || group_concat(key, ', ') || ')' FROM (
        SELECT coalesce(k.name, '<expression>') || ' ' || k.coll || iif(k.desc, ' desc', '') AS key
        FROM pragma_index_xinfo(i.name) k WHERE k.key ORDER BY k.seqno))
FROM relation r, pragma_index_list(r.name) i

UNION ALL
SELECT 'foreign key on ' || child || ' (' || group_concat(column, ', ') || ') references ' || parent
    || ' (' || group_concat(key, ', ') || ') on update ' || on_update || ' on delete ' || on_delete
FROM (
    SELECT r.name AS child, f.id, f."from" AS column, f."table" AS parent,
        coalesce(f."to", '<primary key>') AS key, f.on_update, f.on_delete
    FROM relation r, pragma_foreign_key_list(r.name) f ORDER BY r.name, f.id, f.seq)
GROUP BY child, id
