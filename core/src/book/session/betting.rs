//! Friendly methods on bets.

use super::Session;
use crate::betting::{Bet, Slip};
use crate::command::{Actor, CancelBet, Command};
use crate::error::Error;
use crate::id::{BetId, UserId};
use crate::keys::Keys;
use crate::people::Role;
use crate::state::Key;
use crate::storage::Page;

impl Session<'_> {
    /// Places a slip. Sent twice, the same slip places one bet.
    pub fn place_bet(&mut self, slip: Slip) -> Result<Bet, Error> {
        let (id, body) = slip.into_command()?;
        let mut command = Command::new(id, self.actor, self.book.now(), body);
        command.reason.clone_from(&self.reason);
        self.book.execute_one(&command)?;
        self.book.bet(id.into())
    }

    /// Cancels one's own bet, while the rules allow it.
    pub fn cancel_bet(&mut self, bet: BetId) -> Result<(), Error> {
        self.change(CancelBet { bet })
    }

    /// A bet; one's own, or for bookmakers, Admins and the host.
    pub fn bet(&self, bet: BetId) -> Result<Bet, Error> {
        let row = self.book.bet(bet)?;
        let bookmaker = match self.actor {
            Actor::User(user) => self.book.user(user)?.role == Role::Bookmaker,
            _ => false,
        };
        if !bookmaker {
            self.check_may_see(row.user)?;
        }
        Ok(row)
    }

    /// A user's bets, oldest first; one's own, or for Admins and the host.
    pub fn bets(&self, user: UserId, page: Page<BetId>) -> Result<Vec<Bet>, Error> {
        self.check_may_see(user)?;
        self.book.read(|snapshot| {
            let ids = snapshot.bets_of(user, page)?;
            let mut keys = Keys::new();
            for &id in &ids {
                keys.read(Key::Bet(id));
            }
            snapshot.fetch(&keys)?;
            Ok(ids.iter().filter_map(|id| snapshot.state().bets.find(id).cloned()).collect())
        })
    }
}
