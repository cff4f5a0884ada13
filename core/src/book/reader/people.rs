//! Reading users.

use super::Reader;
use crate::error::Error;
use crate::id::{UserId, WithdrawalId};
use crate::people::User;
use crate::rejection::Rejection;
use crate::state::{Claim, ClaimKind};
use crate::storage::{Page, UserFilter, WithdrawalFilter};
use crate::wallet::Withdrawal;

impl Reader {
    /// A user, without personal data.
    ///
    /// Error: `unknown_user`.
    ///
    /// ```
    /// use realdeal::people::{Role, Status};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, bookmaker, .. } = doc::world()?;
    /// let user = book.user(bookmaker)?;
    /// assert_eq!((user.role, user.status), (Role::Bookmaker, Status::Active));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn user(&self, user: UserId) -> Result<User, Error> {
        Ok(self.row(&user)?.ok_or(Rejection::UnknownUser { user })?)
    }

    /// The user with an e-mail address, for the host's login; compared without regard to case. None for a
    /// person who was erased.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, alice, .. } = doc::world()?;
    /// assert_eq!(book.user_by_email("ALICE@example.org")?, Some(alice));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn user_by_email(&self, email: &str) -> Result<Option<UserId>, Error> {
        let folded = crate::people::Person::new("", email).folded_email();
        self.by_claim(&Claim::one(ClaimKind::Email, folded), UserId::new)
    }

    /// Users, by id, which is the order in which they registered.
    ///
    /// ```
    /// use realdeal::people::Role;
    /// use realdeal::storage::{Page, UserFilter};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { book, alice, .. } = doc::world()?;
    /// let bettors = UserFilter { role: Some(Role::Bettor), ..UserFilter::default() };
    /// let page = book.users(bettors.clone(), Page::first(100))?;
    /// assert_eq!(page[0].id, alice);
    /// assert!(book.users(bettors, Page::after(alice, 100))?.is_empty());
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn users(&self, filter: UserFilter, page: Page<UserId>) -> Result<Vec<User>, Error> {
        self.list(filter, page)
    }

    /// Withdrawals, by id: those that wait for an answer, for instance.
    ///
    /// ```
    /// use realdeal::storage::{Page, WithdrawalFilter};
    /// use realdeal::wallet::WithdrawalStatus;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, .. } = doc::world()?;
    /// let asked = book.session(alice).request_withdrawal("20.00 EUR")?;
    /// let waiting = WithdrawalFilter { status: Some(WithdrawalStatus::Requested), ..WithdrawalFilter::default() };
    /// assert_eq!(book.withdrawals(waiting, Page::first(100))?[0].id, asked);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn withdrawals(
        &self,
        filter: WithdrawalFilter,
        page: Page<WithdrawalId>,
    ) -> Result<Vec<Withdrawal>, Error> {
        self.list(filter, page)
    }
}
