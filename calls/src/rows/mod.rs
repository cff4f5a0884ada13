//! The table: one row a method of the engine, with what it takes. A language calls them by name, in snake case.
//!
//! Where a row says `session.x(..)`, the method of that name in `realdeal` is what is called, and documented there. The tests of
//! each binding hold the rows against the engine's methods and against the language's own. Not here: who asks, and whose turn it is.

mod book;
mod session;
mod tools;

pub use book::{BOOK, READER, on_book, on_reader};
pub use session::{SESSION, on_session};
pub use tools::{TOOLS, on_tools};

/// Pairs: `[[selection, "2.10"], ..]`.
type Pairs<A, B> = Vec<(A, B)>;

macro_rules! calls {
    (
        $(#[$doc:meta])*
        $list:ident $call:ident<$wire:ident>($target:ident: $of:ty)
        $($name:ident($($argument:ident: $type:ty),*) => $does:expr;)*
    ) => {
        $(#[$doc])*
        pub const $list: &[&str] = &[$(stringify!($name)),*];

        /// Calls one of them by its name.
        ///
        /// # Errors
        ///
        /// The method's own; and what is missing, unknown or of another type.
        #[allow(clippy::semicolon_if_nothing_returned, reason = "a row gives what the method gives, be it nothing")]
        pub fn $call<$wire: $crate::Wire>($target: $of, name: &str, mut given: $wire) -> Result<$wire::Answer, $crate::Failure> {
            match name {
                $(stringify!($name) => {
                    $(let $argument = given.next::<$type>()?;)*
                    given.end(<[&str]>::len(&[$(stringify!($argument)),*]))?;
                    $wire::answer(&$does)
                })*
                _ => Err($crate::Failure::malformed(&format_args!("there is no method {name}"))),
            }
        }
    };
}
use calls;
