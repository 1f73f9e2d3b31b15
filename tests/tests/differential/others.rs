//! UUIDs, bytes and documents, one expression a statement. It must not know the rows.

use migrate_runtime::migration;

use super::tables::TABLES;

migration! {
    /// UUIDs, bytes and documents.
    pub static OTHERS after TABLES as branch;

    insert into results (v_uuid) select u from samples;
    insert into results (v_uuid) select t::uuid from samples;
    insert into results (v_uuid) select "6F1E4BA8-8a6c-4f0e-9d8a-0123456789ab" from samples;
    insert into results (v_uuid) select coalesce(u, "6f1e4ba8-8a6c-4f0e-9d8a-0123456789ab") from samples;
    insert into results (v_uuid) select vc::uuid from samples;
    insert into results (v_uuid) select case when b then u else "6f1e4ba8-8a6c-4f0e-9d8a-0123456789ab" end from samples;
    insert into results (v_uuid) select nullif(u, "6f1e4ba8-8a6c-4f0e-9d8a-0123456789ab") from samples;
    insert into results (v_uuid) select "{6f1e4ba8-8a6c-4f0e-9d8a-0123456789ab}" from samples;
    insert into results (v_uuid) select u::text::uuid from samples;

    insert into results (v_bytes) select y from samples;
    insert into results (v_bytes) select y || y from samples;
    insert into results (v_bytes) select t::bytes from samples;
    insert into results (v_bytes) select y || "\\x00" from samples;
    insert into results (v_bytes) select coalesce(y, "\\x01") from samples;
    insert into results (v_bytes) select substr(y, 2) from samples;
    insert into results (v_bytes) select case when b then y else "\\x00" end from samples;
    insert into results (v_bytes) select nullif(y, "\\x4142") from samples;
    insert into results (v_bytes) select substr(y, 2, 1) from samples;
    insert into results (v_bytes) select substr(y, 0, 2) from samples;
    insert into results (v_bytes) select substr(y, 1, i) from samples;

    insert into results (v_jsonb) select j from samples;
    insert into results (v_jsonb) select js from samples;
    insert into results (v_jsonb) select t::jsonb from samples;
    insert into results (v_jsonb) select j -> "a" from samples;
    insert into results (v_jsonb) select jsonb_build_object("a", i, "b", b, "t", t, "d", da, "j", j) from samples;
    insert into results (v_jsonb) select jsonb_build_array(i, b, t, u) from samples;
    insert into results (v_jsonb) select jsonb_build_object("s", t || i, "c", case when b then i end, "u", u) from samples;
    insert into results (v_jsonb) select jsonb_build_array(da::text, ts::text, p > 1) from samples;
    insert into results (v_jsonb) select "{\"a\": [1, 2]}" from samples;
    insert into results (v_jsonb) select coalesce(j, "null") from samples;
    insert into results (v_jsonb) select j -> "n" from samples;
    insert into results (v_jsonb) select case when b then j else js::jsonb end from samples;
    insert into results (v_jsonb) select vc::jsonb from samples;
}
