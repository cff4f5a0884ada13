//! Friendly methods on people and rules.

use super::Session;
use crate::answer::Made;
use crate::command::{
    AdoptHouseRules, ChangeRole, ChangeStatus, CreateFirstAdmin, EditProfile, ErasePerson, ExcludeSelf,
    Register, RequestReopening,
};
use crate::error::Error;
use crate::house_rules::{HouseRules, RulesVersion};
use crate::id::UserId;
use crate::people::{Exclusion, Person, Role, Status};
use crate::rejection::Rejection;
use crate::state::KnownPerson;
use crate::time::Timestamp;

impl Session<'_> {
    /// The user in whose name this session asks.
    fn own_user(&self) -> Result<UserId, Error> {
        Ok(self.actor.user().ok_or(Rejection::SignInRequired {})?)
    }

    /// Makes the first Admin of a new book; for the host, once.
    pub fn create_first_admin(&mut self, person: Person) -> Result<UserId, Error> {
        let user = |made| if let Made::User(user) = made { Some(user) } else { None };
        self.made(CreateFirstAdmin { person: person.into() }, user)
    }

    /// Registers a bettor; for anybody.
    pub fn register(&mut self, person: Person) -> Result<UserId, Error> {
        let user = |made| if let Made::User(user) = made { Some(user) } else { None };
        self.made(Register { person: person.into() }, user)
    }

    /// Gives a user another role; for Admins.
    pub fn change_role(&mut self, user: UserId, role: Role) -> Result<(), Error> {
        self.change(ChangeRole { user, role })
    }

    /// Gives a user another status; for Admins, with a reason.
    pub fn change_status(&mut self, user: UserId, status: Status) -> Result<(), Error> {
        self.change(ChangeStatus { user, status })
    }

    /// Changes one's own personal data, whole.
    pub fn edit_profile(&mut self, person: Person) -> Result<(), Error> {
        let user = self.own_user()?;
        self.change(EditProfile { user, person: person.into() })
    }

    /// Erases a person's data; for Admins, with a reason.
    pub fn erase_person(&mut self, user: UserId) -> Result<(), Error> {
        self.change(ErasePerson { user })
    }

    /// Shuts oneself out until a time.
    pub fn exclude_self(&mut self, exclusion: Exclusion, until: Timestamp) -> Result<(), Error> {
        let user = self.own_user()?;
        self.change(ExcludeSelf { user, exclusion, until })
    }

    /// Asks for one's account to be opened again after an exclusion.
    pub fn request_reopening(&mut self) -> Result<(), Error> {
        let user = self.own_user()?;
        self.change(RequestReopening { user })
    }

    /// Adopts house rules; for Admins.
    pub fn adopt_house_rules(&mut self, rules: HouseRules) -> Result<RulesVersion, Error> {
        let version = |made| if let Made::HouseRules(version) = made { Some(version) } else { None };
        self.made(AdoptHouseRules { rules }, version)
    }

    /// A user's personal data; one's own, or for Admins and the host.
    pub fn person(&self, user: UserId) -> Result<Person, Error> {
        self.check_may_see(user)?;
        let known = self.book.row::<KnownPerson>(&user)?;
        Ok(known.map(|known| known.person).ok_or(Rejection::PersonErased { user })?)
    }
}
