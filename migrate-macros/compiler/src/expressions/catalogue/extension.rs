//! What well-known extensions bring: types and operator classes, as version 15's contributed
//! modules list them, and others of wide use. Takes names, gives
//! extensions; must not know any history.

/// One extension.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extension {
    pub(crate) name: &'static str,
    /// Types that a column can have, apart by spaces.
    types: &'static str,
    classes: &'static str,
}

impl Extension {
    pub(crate) fn types(self) -> impl Iterator<Item = &'static str> {
        self.types.split_whitespace()
    }

    pub(crate) fn has_class(self, class: &str) -> bool {
        self.classes.split_whitespace().any(|name| name == class)
    }
}

/// The extension of this name, where it is known.
pub(crate) fn extension(name: &str) -> Option<Extension> {
    EXTENSIONS.iter().copied().find(|it| it.name == name)
}

/// The extension that brings this type.
pub(crate) fn brings_type(name: &str) -> Option<Extension> {
    let mut all = EXTENSIONS.iter().copied();
    all.find(|it| it.types().any(|ty| ty == name))
}

/// The extension that brings this operator class.
pub(crate) fn brings_class(name: &str) -> Option<Extension> {
    EXTENSIONS.iter().copied().find(|it| it.has_class(name))
}

/// The types of all that are known.
pub(crate) fn extension_types() -> impl Iterator<Item = &'static str> {
    EXTENSIONS.iter().flat_map(|it| it.types())
}

const fn plain(name: &'static str) -> Extension {
    with(name, "", "")
}

const fn with(name: &'static str, types: &'static str, classes: &'static str) -> Extension {
    Extension {
        name,
        types,
        classes,
    }
}

/// The ones with types or classes of their own, then some that are known to have none. Of
/// `btree_gin` the classes are called as those of btree.
const EXTENSIONS: &[Extension] = &[
    with(
        "btree_gist",
        "",
        "gist_bit_ops gist_bool_ops gist_bpchar_ops gist_bytea_ops gist_cash_ops gist_cidr_ops \
         gist_date_ops gist_enum_ops gist_float4_ops gist_float8_ops gist_inet_ops gist_int2_ops \
         gist_int4_ops gist_int8_ops gist_interval_ops gist_macaddr8_ops gist_macaddr_ops \
         gist_numeric_ops gist_oid_ops gist_text_ops gist_time_ops gist_timestamp_ops \
         gist_timestamptz_ops gist_timetz_ops gist_uuid_ops gist_vbit_ops",
    ),
    with("citext", "citext", "citext_ops citext_pattern_ops"),
    with("cube", "cube", "cube_ops gist_cube_ops"),
    // It needs `cube`.
    with("earthdistance", "earth cube", "cube_ops gist_cube_ops"),
    with(
        "hstore",
        "hstore",
        "btree_hstore_ops gin_hstore_ops gist_hstore_ops hash_hstore_ops",
    ),
    with(
        "intarray",
        "query_int",
        "gin__int_ops gist__int_ops gist__intbig_ops",
    ),
    with(
        "isn",
        "ean13 isbn isbn13 ismn ismn13 issn issn13 upc",
        "ean13_ops isbn13_ops isbn_ops ismn13_ops ismn_ops issn13_ops issn_ops upc_ops",
    ),
    with("lo", "lo", ""),
    with(
        "ltree",
        "ltree lquery ltxtquery",
        "gist__ltree_ops gist_ltree_ops hash_ltree_ops ltree_ops",
    ),
    with("pg_trgm", "gtrgm", "gin_trgm_ops gist_trgm_ops"),
    with("seg", "seg", "gist_seg_ops seg_ops"),
    with(
        "postgis",
        "geometry geography box2d box3d box2df gidx spheroid geometry_dump valid_detail",
        "gist_geometry_ops_2d gist_geometry_ops_nd gist_geography_ops btree_geometry_ops \
         btree_geography_ops hash_geometry_ops spgist_geometry_ops_2d spgist_geometry_ops_3d \
         spgist_geometry_ops_nd spgist_geography_ops_nd brin_geometry_inclusion_ops_2d \
         brin_geometry_inclusion_ops_3d brin_geometry_inclusion_ops_4d \
         brin_geography_inclusion_ops",
    ),
    with("postgis_raster", "raster", "hash_raster_ops"),
    with("postgis_topology", "topogeometry topoelement", ""),
    with(
        "vector",
        "vector halfvec sparsevec",
        "vector_ops vector_l2_ops vector_ip_ops vector_cosine_ops vector_l1_ops halfvec_ops \
         halfvec_l2_ops halfvec_ip_ops halfvec_cosine_ops halfvec_l1_ops sparsevec_ops \
         sparsevec_l2_ops sparsevec_ip_ops sparsevec_cosine_ops sparsevec_l1_ops \
         bit_hamming_ops bit_jaccard_ops",
    ),
    plain("amcheck"),
    plain("autoinc"),
    with("bloom", "", "int4_ops text_ops"),
    plain("btree_gin"),
    plain("dict_int"),
    plain("dict_xsyn"),
    plain("file_fdw"),
    plain("fuzzystrmatch"),
    plain("insert_username"),
    plain("intagg"),
    plain("moddatetime"),
    plain("pageinspect"),
    plain("pg_buffercache"),
    plain("pg_freespacemap"),
    plain("pg_prewarm"),
    plain("pg_stat_statements"),
    plain("pg_visibility"),
    plain("pgcrypto"),
    plain("pgrowlocks"),
    plain("pgstattuple"),
    plain("plpgsql"),
    plain("postgres_fdw"),
    plain("refint"),
    plain("sslinfo"),
    plain("tcn"),
    plain("tsm_system_rows"),
    plain("tsm_system_time"),
    plain("unaccent"),
    plain("uuid-ossp"),
    plain("xml2"),
];
