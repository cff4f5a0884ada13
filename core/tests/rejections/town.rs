//! A world with everybody in it who asks for anything, and with something for every command to be about.

use realdeal::OpenedMarket;
use realdeal::betting::{BasketSlip, OddsChange, SlipLeg, SlipTerms};
use realdeal::catalogue::{Finish, Fixture, MarketKind, Outcome, ParticipantKind, Placing, Score};
use realdeal::command::*;
use realdeal::house_rules::HouseRules;
use realdeal::id::{BasketId, BetId, CompetitionId, FixtureId, ParticipantId, UserId, WithdrawalId};
use realdeal::people::{Exclusion, Person, Role, Status};
use realdeal::settlement::LegResult;

use crate::support::{World, hours, minutes, world};
use crate::{nobody, stranger};

/// A bettor with money, a bet, a withdrawal that was asked for, and a basket with one slip.
#[derive(Debug, Clone, Copy)]
struct Bettor {
    user: UserId,
    bet: BetId,
    withdrawal: WithdrawalId,
    basket: BasketId,
    slip: BetId,
}

/// A world with everybody in it, and one of everything that a command can be about.
pub(crate) struct Town {
    pub(crate) w: World,
    /// Active, excluded (and past its end), suspended, blocked.
    bettors: [Bettor; 4],
    other: UserId,
    bookmaker: UserId,
    suspended_bookmaker: UserId,
    admin: UserId,
    suspended_admin: UserId,
    support: UserId,
    suspended_support: UserId,
    /// On the second fixture, which has not started.
    suspended_market: OpenedMarket,
    /// On the first fixture, which has.
    custom: OpenedMarket,
    /// A fixture that is over.
    over: FixtureId,
    over_market: OpenedMarket,
    /// A fixture without a bet.
    unused: FixtureId,
    lonely_team: ParticipantId,
    lonely_league: CompetitionId,
    /// A race that has started, and one whose positions are recorded.
    race: FixtureId,
    raced: FixtureId,
}

fn enter(w: &mut World, name: &str, role: Role) -> UserId {
    let user = w.book.visitor().register(Person::new(name, format!("{name}@example.org"))).unwrap();
    if role != Role::Bettor {
        w.book.session(w.admin).change_role(user, role).unwrap();
    }
    user
}

pub(crate) fn town() -> Town {
    let mut w = world();
    let admin = enter(&mut w, "adam", Role::Admin);
    let names = ["anna", "emma", "susan", "blake"];
    let mut bettors = Vec::new();
    let on = w.other.selections[0];
    let (over, over_market) = w.one_more(w.start.plus(hours(1)), "2.00");
    let (unused, _) = w.one_more(w.start.plus(hours(9)), "2.00");
    let (office, league, [one, two, ..]) = (w.bookmaker, w.league, w.teams);
    let start = w.start.plus(hours(2));
    let mut race =
        || w.book.session(office).schedule_fixture(league, Fixture::race_of([one, two]), start).unwrap();
    let (race, raced) = (race(), race());
    // Everything of the story happens within the half hour in which a bet can be cancelled.
    w.at(hours(3));
    for name in names {
        let user = enter(&mut w, name, Role::Bettor);
        w.book.system().confirm_deposit(user, "100.00 EUR", "bank", name).unwrap();
        let bet = w.place(user, &[(on, "1.50")], "10.00 EUR").unwrap().id;
        let withdrawal = w.book.session(user).request_withdrawal("10.00 EUR").unwrap();
        let slip = w.slip(&[(on, "1.50")], "1.00 EUR");
        let mut session = w.book.session(user);
        let basket = session.create_basket().unwrap();
        let slip = session.add_to_basket(basket, slip).unwrap();
        bettors.push(Bettor { user, bet, withdrawal, basket, slip });
    }
    let staff = [
        ("bookmaker", Role::Bookmaker),
        ("admin", Role::Admin),
        ("support", Role::Support),
        ("other support", Role::Support),
    ];
    let [suspended_bookmaker, suspended_admin, support, suspended_support] =
        staff.map(|(name, role)| enter(&mut w, &name.replace(' ', "-"), role));
    let until = w.book.now().plus(minutes(1));
    w.book.session(bettors[1].user).exclude_self(Exclusion::CoolingOff, until).unwrap();
    let statuses = [
        (bettors[2].user, Status::Suspended),
        (bettors[3].user, Status::Blocked),
        (suspended_bookmaker, Status::Suspended),
        (suspended_admin, Status::Suspended),
        (suspended_support, Status::Suspended),
    ];
    for (user, status) in statuses {
        w.book.session(admin).because("review").change_status(user, status).unwrap();
    }
    w.at(hours(3) + minutes(2));
    let custom = w.first_scorer(&["Saka", "nobody"]);
    let (bookmaker, second) = (w.bookmaker, w.second);
    let mut office = w.book.session(bookmaker);
    office.record_score(over, Score::full_time(1, 0)).unwrap();
    let yes_no = [(Outcome::Yes, "1.90"), (Outcome::No, "1.90")];
    let suspended_market = office.open_market(second, MarketKind::BothTeamsToScore, yes_no).unwrap();
    office.suspend_market(suspended_market.id).unwrap();
    let lonely_team = office.create_team("Leeds").unwrap();
    office.record_positions(raced, [(two, Finish::Position(1)), (one, Finish::Position(2))]).unwrap();
    let lonely_league = office.create_competition("Cup", "cup").unwrap();
    Town {
        other: w.bob,
        bettors: bettors.try_into().unwrap(),
        w,
        bookmaker,
        suspended_bookmaker,
        admin,
        suspended_admin,
        support,
        suspended_support,
        suspended_market,
        custom,
        over,
        over_market,
        unused,
        lonely_team,
        lonely_league,
        race,
        raced,
    }
}

impl Town {
    /// The actor of each column with the bettor that the command is about, and whether a reason is given.
    pub(crate) fn asks(&self) -> [(Actor, usize, bool); 22] {
        let user = Actor::User;
        let [anna, emma, susan, blake] = self.bettors.map(|bettor| bettor.user);
        let for_bettor = |agent, bettor| Actor::OnBehalf { agent, bettor };
        [
            (Actor::System, 0, true),
            (Actor::Visitor, 0, true),
            (user(nobody()), 0, true),
            (user(anna), 0, true),
            (user(self.other), 0, true),
            (user(emma), 1, true),
            (user(susan), 2, true),
            (user(blake), 3, true),
            (user(self.bookmaker), 0, true),
            (user(self.bookmaker), 0, false),
            (user(self.suspended_bookmaker), 0, true),
            (user(self.admin), 0, true),
            (user(self.admin), 0, false),
            (user(self.suspended_admin), 0, true),
            (user(self.admin), 3, true),
            (user(self.support), 0, true),
            (for_bettor(self.support, anna), 0, true),
            (for_bettor(self.support, anna), 0, false),
            (for_bettor(self.support, susan), 2, true),
            (for_bettor(self.suspended_support, anna), 0, true),
            (for_bettor(self.other, anna), 0, true),
            (for_bettor(self.support, self.bookmaker), 0, true),
        ]
    }

    /// Every command, about one of the bettors and about things that it can be carried out on.
    pub(crate) fn bodies(&self, about: usize) -> Vec<Body> {
        let Bettor { user, bet, withdrawal, basket, slip } = self.bettors[about];
        let w = &self.w;
        let now = w.start.plus(hours(3) + minutes(2));
        let person = || Person::new("Eve", "eve@example.org").into();
        let odds = "2.00".parse().unwrap();
        let amount = "1.00 EUR".parse().unwrap();
        let (first, second, league) = (w.first, w.second, w.league);
        let entrants = Fixture::match_of(w.teams[0], w.teams[1]);
        let outcomes = |market: &OpenedMarket| {
            let results = market.selections.iter().zip([LegResult::WON, LegResult::LOST]);
            results.map(|(&selection, result)| SelectionResult { selection, result }).collect()
        };
        let home = w.other.selections[0];
        let legs = vec![SlipLeg::new(home, "1.50".parse().unwrap())];
        let odds_change = OddsChange::None;
        let placing = |(participant, position)| Placing::new(participant, Finish::Position(position));
        let placings: Vec<_> = [(w.teams[0], 1), (w.teams[1], 2)].map(placing).into();
        let another = BasketSlip {
            id: stranger().into(),
            legs: legs.clone(),
            stake: Some(amount),
            odds_change,
            terms: SlipTerms::default(),
        };
        vec![
            CreateFirstAdmin { person: person() }.into(),
            Register { person: person() }.into(),
            ChangeRole { user, role: Role::Support }.into(),
            ChangeStatus { user, status: Status::OnRegister }.into(),
            EditProfile { user, person: person() }.into(),
            ErasePerson { user }.into(),
            ExcludeSelf { user, exclusion: Exclusion::CoolingOff, until: now.plus(hours(1)) }.into(),
            RequestReopening { user }.into(),
            AdoptHouseRules { rules: HouseRules::default() }.into(),
            CreateCompetition { name: "Shield".into(), slug: "shield".into(), external: None }.into(),
            RenameCompetition { competition: league, name: "The League".into() }.into(),
            RetireCompetition { competition: league }.into(),
            DeleteCompetition { competition: self.lonely_league }.into(),
            CreateParticipant { name: "Hull".into(), kind: ParticipantKind::Team, external: None }.into(),
            RenameParticipant { participant: w.teams[0], name: "Gunners".into() }.into(),
            RetireParticipant { participant: w.teams[0] }.into(),
            DeleteParticipant { participant: self.lonely_team }.into(),
            ScheduleFixture { competition: league, entrants, start: now.plus(hours(1)), external: None }
                .into(),
            RescheduleFixture { fixture: second, start: now.plus(hours(2)) }.into(),
            DeleteFixture { fixture: self.unused }.into(),
            OpenMarket {
                fixture: second,
                kind: MarketKind::DrawNoBet,
                selections: [Outcome::Home, Outcome::Away]
                    .map(|outcome| Priced::new(outcome, odds))
                    .into_iter()
                    .collect(),
                in_play: false,
                external: None,
                terms: realdeal::catalogue::RaceTerms::default(),
            }
            .into(),
            ChangePrices { market: w.other.id, prices: vec![NewPrice { selection: home, odds }] }.into(),
            SuspendMarket { market: w.other.id }.into(),
            ResumeMarket { market: self.suspended_market.id }.into(),
            CloseMarket { market: w.other.id }.into(),
            RecordScore { fixture: first, score: Score::full_time(1, 0), stage: ScoreStage::Final }.into(),
            RecordOutcomes { market: self.custom.id, results: outcomes(&self.custom) }.into(),
            CorrectScore { fixture: self.over, score: Score::full_time(0, 0) }.into(),
            CorrectResult { market: self.over_market.id, correction: Correction::Void }.into(),
            VoidMarket { market: w.market.id }.into(),
            VoidFixture { fixture: first }.into(),
            AbandonFixture { fixture: first, score: None }.into(),
            PostponeFixture { fixture: second }.into(),
            CancelFixture { fixture: second }.into(),
            VoidBet { bet }.into(),
            SettlePage { market: self.over_market.id, limit: 1 }.into(),
            RunDue { limit: 1 }.into(),
            ConfirmDeposit { user, amount, provider: "bank".into(), reference: "more".into() }.into(),
            RequestWithdrawal { user, amount }.into(),
            AnswerWithdrawal { withdrawal, paid: true }.into(),
            AdjustWallet { user, amount }.into(),
            WriteOffDebt { user, amount }.into(),
            PlaceBet { legs, stake: amount, odds_change, terms: SlipTerms::default() }.into(),
            CancelBet { bet }.into(),
            CreateBasket {}.into(),
            AddToBasket { basket, slip: another }.into(),
            RemoveFromBasket { basket, slip }.into(),
            RestakeSlip { basket, slip, stake: amount }.into(),
            DropBasket { basket }.into(),
            CheckOutBasket { basket, edits: 1 }.into(),
            RecordPositions { fixture: self.race, placings: placings.clone() }.into(),
            CorrectPositions { fixture: self.raced, placings }.into(),
            WithdrawRunner { fixture: self.race, participant: w.teams[0], odds, withdrawn_at: now }.into(),
            ReinstateRunner { fixture: self.race, participant: w.teams[0] }.into(),
        ]
    }
}
