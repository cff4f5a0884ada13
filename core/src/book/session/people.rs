//! Friendly methods on people and rules.

use super::Session;
use crate::answer::Made;
use crate::book::JournalFilter;
use crate::command::{
    AdoptHouseRules, ChangeRole, ChangeStatus, CreateFirstAdmin, EditProfile, ErasePerson, ExcludeSelf,
    Register, RequestReopening,
};
use crate::error::Error;
use crate::house_rules::{HouseRules, RulesVersion};
use crate::id::UserId;
use crate::journal::NumberedRecord;
use crate::people::{Exclusion, Person, Role, Status, User};
use crate::rejection::Rejection;
use crate::state::KnownPerson;
use crate::storage::{Page, UserFilter};
use crate::time::Timestamp;

impl Session<'_> {
    /// The user in whose name this session asks.
    fn own_user(&self) -> Result<UserId, Error> {
        Ok(self.actor.user().ok_or(Rejection::SignInRequired {})?)
    }

    /// Makes the first Admin of a new book; for the host, once. Every other Admin is made by an Admin.
    ///
    /// Errors: `admin_exists`, `bad_email`, `bad_person_field`, `email_taken`, `system_only`.
    ///
    /// ```
    /// use realdeal::{Book, people::Person};
    /// let mut book = Book::in_memory();
    /// let ada = book.system().create_first_admin(Person::new("Ada", "ada@example.org"))?;
    /// let another = book.system().create_first_admin(Person::new("Eve", "eve@example.org"));
    /// assert_eq!(another.unwrap_err().code(), "admin_exists");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn create_first_admin(&mut self, person: Person) -> Result<UserId, Error> {
        let user = |made| if let Made::User(user) = made { Some(user) } else { None };
        self.made(CreateFirstAdmin { person: person.into() }, user)
    }

    /// Registers a user, who is a bettor until an Admin says otherwise; for anybody. Passwords and logins are
    /// the host's: the engine at most keeps a hash.
    ///
    /// Errors: `bad_email`, `bad_person_field`, `email_taken`.
    ///
    /// ```
    /// use realdeal::people::{Person, Role};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, .. } = doc::world()?;
    /// let carol = book.visitor().register(Person::new("Carol", "carol@example.org"))?;
    /// assert_eq!(book.user(carol)?.role, Role::Bettor);
    /// let again = book.visitor().register(Person::new("Carol", "Carol@Example.org"));
    /// assert_eq!(again.unwrap_err().code(), "email_taken");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn register(&mut self, person: Person) -> Result<UserId, Error> {
        let user = |made| if let Made::User(user) = made { Some(user) } else { None };
        self.made(Register { person: person.into() }, user)
    }

    /// Gives a user another role; for Admins. A book keeps one Admin at least.
    ///
    /// Errors: `unknown_user`, `role_unchanged`, `last_admin`, `account_closed`, `wrong_role`.
    ///
    /// ```
    /// use realdeal::people::Role;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, admin, alice, .. } = doc::world()?;
    /// book.session(admin).change_role(alice, Role::Bookmaker)?;
    /// assert_eq!(book.user(alice)?.role, Role::Bookmaker);
    /// assert_eq!(book.session(admin).change_role(admin, Role::Bettor).unwrap_err().code(), "last_admin");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn change_role(&mut self, user: UserId, role: Role) -> Result<(), Error> {
        self.change(ChangeRole { user, role })
    }

    /// Gives a user another status; for Admins, with a reason. What a bettor has chosen for his own
    /// protection can be made stricter, but not shortened. Only an account without money, debt and open bets
    /// is closed.
    ///
    /// Errors: `reason_required`, `unknown_user`, `status_unchanged`, `account_closed`, `last_admin`,
    /// `exclusion_stands`, `balance_left`, `open_bets`.
    ///
    /// ```
    /// use realdeal::people::Status;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, admin, alice, .. } = doc::world()?;
    /// book.session(admin).because("payments under review").change_status(alice, Status::Suspended)?;
    /// let withdrawal = book.session(alice).request_withdrawal("10.00 EUR");
    /// assert_eq!(withdrawal.unwrap_err().code(), "may_not_withdraw");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn change_status(&mut self, user: UserId, status: Status) -> Result<(), Error> {
        self.change(ChangeStatus { user, status })
    }

    /// Changes one's own personal data, whole: what is left out is gone.
    ///
    /// Errors: `sign_in_required`, `person_erased`, `bad_email`, `bad_person_field`, `email_taken`.
    ///
    /// ```
    /// use realdeal::people::Person;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, .. } = doc::world()?;
    /// let mut person = book.session(alice).person(alice)?;
    /// person.phone = Some("+44 20 7946 0000".to_owned());
    /// book.session(alice).edit_profile(person)?;
    /// assert!(book.session(alice).person(alice)?.phone.is_some());
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn edit_profile(&mut self, person: Person) -> Result<(), Error> {
        let user = self.own_user()?;
        self.change(EditProfile { user, person: person.into() })
    }

    /// Erases a person's data; for Admins, with a reason. The user and his bets stay: the books, the journal
    /// and its seals hold nothing of the person.
    ///
    /// Errors: `reason_required`, `unknown_user`, `person_erased`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, admin, alice, .. } = doc::world()?;
    /// book.session(admin).because("asked for by letter").erase_person(alice)?;
    /// assert_eq!(book.session(admin).person(alice).unwrap_err().code(), "person_erased");
    /// assert_eq!(book.user_by_email("alice@example.org")?, None);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn erase_person(&mut self, user: UserId) -> Result<(), Error> {
        self.change(ErasePerson { user })
    }

    /// Shuts oneself out until a time, at once: no stakes, while open bets run on and money can be withdrawn.
    /// Nobody can shorten it, not even an Admin; it can be made longer.
    ///
    /// Errors: `sign_in_required`, `actor_not_active`, `exclusion_too_short`.
    ///
    /// ```
    /// use realdeal::betting::Slip;
    /// use realdeal::people::Exclusion;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, market, .. } = doc::world()?;
    /// let until = "2025-08-16T12:00:00Z".parse()?;
    /// book.session(alice).exclude_self(Exclusion::SelfExclusion, until)?;
    /// let slip = Slip::single(market.selections[0], "2.10").stake("10.00 EUR");
    /// assert_eq!(book.session(alice).place_bet(slip).unwrap_err().code(), "may_not_stake");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn exclude_self(&mut self, exclusion: Exclusion, until: Timestamp) -> Result<(), Error> {
        let user = self.own_user()?;
        self.change(ExcludeSelf { user, exclusion, until })
    }

    /// Asks for one's account to be opened again after an exclusion that has ended. It opens after the rules'
    /// delay (a day by default), when the host next runs what is due.
    ///
    /// Errors: `sign_in_required`, `not_excluded`, `exclusion_stands`, `reopening_pending`.
    ///
    /// ```
    /// use realdeal::people::{Exclusion, Status};
    /// use std::time::Duration;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, noon, .. } = doc::world()?;
    /// let day = Duration::from_secs(86_400);
    /// book.session(alice).exclude_self(Exclusion::CoolingOff, noon.plus(day))?;
    ///
    /// book.set_now(noon.plus(day));
    /// book.session(alice).request_reopening()?;
    /// let opens_at = book.next_due()?.expect("the account is to open");
    /// book.set_now(opens_at);
    /// book.system().run_due(100)?;
    /// assert_eq!(book.user(alice)?.status, Status::Active);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn request_reopening(&mut self) -> Result<(), Error> {
        let user = self.own_user()?;
        self.change(RequestReopening { user })
    }

    /// Adopts house rules for bets placed from now on, and gives the number of this version; for Admins. Bets
    /// that are placed settle by the version that they were placed under.
    ///
    /// Errors: `rule_out_of_range`, `wrong_role`.
    ///
    /// ```
    /// use realdeal::house_rules::Limits;
    /// use realdeal::money::Currency;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, admin, .. } = doc::world()?;
    /// let pounds = Limits { min_stake: 10, max_stake: 50_000, max_return: 10_000_000 };
    /// let rules = book.house_rules()?.with_limits(Currency::GBP, pounds);
    /// let version = book.session(admin).adopt_house_rules(rules)?;
    /// assert_eq!(version.to_string(), "1");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn adopt_house_rules(&mut self, rules: HouseRules) -> Result<RulesVersion, Error> {
        let version = |made| if let Made::HouseRules(version) = made { Some(version) } else { None };
        self.made(AdoptHouseRules { rules }, version)
    }

    /// A user's personal data; one's own, or for Admins and the host.
    ///
    /// Errors: `not_yours`, `sign_in_required`, `unknown_user`, `person_erased`.
    ///
    /// ```
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, bookmaker, .. } = doc::world()?;
    /// assert_eq!(book.session(alice).person(alice)?.name, "Alice");
    /// assert_eq!(book.session(bookmaker).person(alice).unwrap_err().code(), "not_yours");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn person(&self, user: UserId) -> Result<Person, Error> {
        self.check_may_see(user)?;
        self.desk.user(user)?;
        let known = self.desk.row::<KnownPerson>(&user)?;
        Ok(known.map(|known| known.person).ok_or(Rejection::PersonErased { user })?)
    }

    /// Journal records that a filter lets pass, in order: of oneself, or for Admins and the host of anybody.
    ///
    /// Errors: `not_yours`, `wrong_role`, `sign_in_required`.
    ///
    /// ```
    /// use realdeal::JournalFilter;
    /// use realdeal::storage::Page;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, alice, .. } = doc::world()?;
    /// let mine = JournalFilter { user: Some(alice), ..JournalFilter::default() };
    /// let records = book.session(alice).find_records(&mine, Page::first(100))?;
    /// assert_eq!(records[0].record.events[0].name(), "UserRegistered");
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn find_records(
        &self,
        filter: &JournalFilter,
        page: Page<u64>,
    ) -> Result<Vec<NumberedRecord>, Error> {
        self.check_may_list(filter.user)?;
        self.desk.find_records(filter, page)
    }

    /// Users, by id; for Admins and the host.
    ///
    /// Errors: `wrong_role`, `sign_in_required`.
    ///
    /// ```
    /// use realdeal::people::StatusKind;
    /// use realdeal::storage::{Page, UserFilter};
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { mut book, admin, .. } = doc::world()?;
    /// let active = UserFilter { status: Some(StatusKind::Active), role: None };
    /// assert_eq!(book.session(admin).users(active, Page::first(10))?.len(), 4);
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn users(&self, filter: UserFilter, page: Page<UserId>) -> Result<Vec<User>, Error> {
        self.check_may_list(None)?;
        self.desk.users(filter, page)
    }
}
