use schema::migration;

migration! {
    /// Who came before guests had names.
    pub(crate) static MIDDLE after super::oldest::BEGINNING;

    update visits set guest = "nobody" where guest is null;
}
