//! What an expression refers to and what it is: columns against a schema, types,
//! functions and how volatile they are, constants. Takes expressions and a scope, gives
//! findings and types; must not know how a database spells them.
