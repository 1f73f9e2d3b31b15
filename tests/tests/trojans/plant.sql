-- What a stranger who may create objects could have made: an operator of every name and
-- every function that the statements call, for all types that migrations have, in a schema
-- that the search path of the database begins with. Whoever runs one fails.
CREATE SCHEMA planted;

DO $plant$
DECLARE
    types text[] := '{bool,int2,int4,int8,float4,float8,numeric,text,varchar,bpchar,name,
        bytea,uuid,date,time,timestamp,timestamptz,interval,json,jsonb,inet,cidr,
        _text,_varchar,_int4,regclass,oid,planted.mood,planted.positive}';
    signs text[] := '{=,<>,<,<=,>,>=,+,-,*,/,%,^,||,~~,!~~,~~*,!~~*,~,~*,!~,!~*,->,->>,#>,#>>,#-,@>,<@,&&,?,@@}';
    body text := $$LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RAISE EXCEPTION ''a stranger was called''; END'$$;
    one text;
    other text;
    sign text;
    called record;
BEGIN
    SET LOCAL check_function_bodies = off;
    CREATE TYPE planted.mood AS ENUM ('sad', 'ok');
    CREATE DOMAIN planted.positive AS int;

    FOREACH one IN ARRAY types LOOP
        EXECUTE format('CREATE FUNCTION planted.caught(%s) RETURNS %1$s %s', one, body);
        FOREACH sign IN ARRAY '{+,-}'::text[] LOOP
            EXECUTE format('CREATE OPERATOR planted.%s (RIGHTARG = %s, FUNCTION = planted.caught)', sign, one);
        END LOOP;
        FOREACH other IN ARRAY types LOOP
            EXECUTE format('CREATE FUNCTION planted.caught(%s, %s) RETURNS boolean %s', one, other, body);
            FOREACH sign IN ARRAY signs LOOP
                EXECUTE format('CREATE OPERATOR planted.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = planted.caught)',
                    sign, one, other);
            END LOOP;
        END LOOP;
    END LOOP;

    -- One that is made from any text without being asked for.
    EXECUTE format('CREATE FUNCTION planted.turned(varchar) RETURNS planted.mood %s', body);
    CREATE CAST (varchar AS planted.mood) WITH FUNCTION planted.turned(varchar) AS IMPLICIT;

    -- Types, collations, configurations and tables of the names that statements use.
    FOREACH one IN ARRAY '{bool,int2,int4,int8,float4,float8,numeric,text,varchar,bpchar,bytea,uuid,
        date,time,timestamp,timestamptz,interval,json,jsonb,inet,cidr,regclass,oid,bigint,integer,
        name,"char",tsvector,regconfig,int4range}'::text[] LOOP
        EXECUTE format('CREATE TYPE planted.%I AS (stranger text)', one);
    END LOOP;
    FOREACH one IN ARRAY '{C,POSIX,default}'::text[] LOOP
        EXECUTE format('CREATE COLLATION planted.%I FROM pg_catalog."C"', one);
    END LOOP;
    FOREACH one IN ARRAY '{english,simple}'::text[] LOOP
        EXECUTE format('CREATE TEXT SEARCH CONFIGURATION planted.%I (PARSER = pg_catalog.default)', one);
    END LOOP;
    FOR one IN
        SELECT relname FROM pg_class
        WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind IN ('r', 'v')
        UNION SELECT unnest('{things,nets,pairs,marks,words,orders,customers,_migrations}'::text[])
    LOOP
        EXECUTE format('CREATE TABLE planted.%I ()', one);
    END LOOP;

    -- Those that the plans and the statements of the ledger call; each gives what the
    -- catalogue's gives, so that nothing but its place tells them apart.
    FOR called IN
        SELECT DISTINCT ON (proname) proname::text AS name,
            CASE WHEN typtype = 'p' THEN 'text' ELSE format_type(t.oid, NULL) END AS gives
        FROM pg_proc JOIN pg_type t ON t.oid = prorettype
        WHERE pronamespace = 'pg_catalog'::regnamespace AND proname = ANY (string_to_array(current_setting('planted.names'), ','))
        ORDER BY proname, pronargs
    LOOP
        EXECUTE format('CREATE FUNCTION planted.%I() RETURNS %s %s', called.name, called.gives, body);
        FOREACH one IN ARRAY types LOOP
            EXECUTE format('CREATE FUNCTION planted.%I(%s) RETURNS %s %s', called.name, one, called.gives, body);
            FOREACH other IN ARRAY types LOOP
                EXECUTE format('CREATE FUNCTION planted.%I(%s, %s) RETURNS %s %s',
                    called.name, one, other, called.gives, body);
            END LOOP;
            EXECUTE format('CREATE FUNCTION planted.%I(%s, int4, int4) RETURNS %s %s', called.name, one, called.gives, body);
            EXECUTE format('CREATE FUNCTION planted.%I(%s, text, text) RETURNS %s %s', called.name, one, called.gives, body);
            EXECUTE format('CREATE FUNCTION planted.%I(%s, text, bool) RETURNS %s %s', called.name, one, called.gives, body);
            EXECUTE format('CREATE FUNCTION planted.%I(%s, int8, bool) RETURNS %s %s', called.name, one, called.gives, body);
        END LOOP;
    END LOOP;
END
$plant$;
