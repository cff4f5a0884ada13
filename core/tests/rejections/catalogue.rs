//! Competitions, participants, fixtures.

use realdeal::Book;
use realdeal::catalogue::{Entrant, EntrantRole, ExternalId, Fixture, MarketKind, Outcome, ParticipantKind};
use realdeal::command::{CreateCompetition, CreateParticipant, OpenMarket, Priced, ScheduleFixture};
use realdeal::id::{CompetitionId, FixtureId, ParticipantId};

use crate::support::{World, hours, minutes, refused, world};
use crate::{Ask, MICROSECOND, back, refused_saying, stranger};

#[test]
fn a_slug_is_taken_once_and_well_formed() {
    let mut w = world();
    let bookmaker = w.bookmaker;
    let said = "another competition has the slug \"premier-league\"";
    refused_saying("slug_taken", said, &mut w.book, |book| {
        book.session(bookmaker).create_competition("The other one", "premier-league")
    });
    let long = "x".repeat(81);
    for slug in ["", "Premier-League", "premier league", "premier--league", "-premier", "première", &long] {
        refused("bad_slug", &mut w.book, |book| {
            book.session(bookmaker).create_competition("Premier League", slug)
        });
    }
    let cup = w.book.session(bookmaker).create_competition("Cup", "cup").unwrap();
    w.book.session(bookmaker).delete_competition(cup).unwrap();
    w.book.session(bookmaker).create_competition("Cup", "cup").unwrap();
    w.check();
}

#[test]
fn a_participants_name_is_taken_once_whatever_its_case() {
    let mut w = world();
    let (bookmaker, [arsenal, wolves, ..]) = (w.bookmaker, w.teams);
    let said = "another participant has the name \"ARSENAL\"";
    refused_saying("name_taken", said, &mut w.book, |book| book.session(bookmaker).create_team(" ARSENAL "));
    refused("name_taken", &mut w.book, |book| book.session(bookmaker).rename_participant(wolves, "arsenal"));
    // Another case of its own name is no other's name, and the one that it gives up is free.
    w.book.session(bookmaker).rename_participant(arsenal, "ARSENAL").unwrap();
    w.book.session(bookmaker).rename_participant(arsenal, "The Gunners").unwrap();
    w.book.session(bookmaker).create_team("Arsenal").unwrap();
    w.check();
}

#[test]
fn a_name_can_be_shown() {
    let mut w = world();
    let (bookmaker, league, [arsenal, ..]) = (w.bookmaker, w.league, w.teams);
    let long = "x".repeat(201);
    for name in ["", "   ", "a\u{0}b", &long] {
        refused("bad_name", &mut w.book, |book| book.session(bookmaker).create_team(name));
        refused("bad_name", &mut w.book, |book| book.session(bookmaker).create_competition(name, "cup"));
        refused("bad_name", &mut w.book, |book| book.session(bookmaker).rename_competition(league, name));
        refused("bad_name", &mut w.book, |book| book.session(bookmaker).rename_participant(arsenal, name));
    }
}

#[test]
fn what_a_feed_calls_a_thing_is_mapped_once_a_kind() {
    let mut w = world();
    let (bookmaker, league, teams, first) = (w.bookmaker, w.league, w.teams, w.first);
    let seven = || Some(ExternalId::new("feed", "7"));
    let start = w.start.plus(hours(5));
    let competition = CreateCompetition { name: "Cup".into(), slug: "cup".into(), external: seven() };
    let participant =
        CreateParticipant { name: "Leeds".into(), kind: ParticipantKind::Team, external: seven() };
    let entrants = Fixture::match_of(teams[0], teams[2]);
    let fixture = ScheduleFixture { competition: league, entrants, start, external: seven() };
    let prices = [Outcome::Home, Outcome::Away].map(|outcome| (outcome, "1.90".try_into().unwrap()));
    let selections: Vec<_> = prices.into_iter().map(|(outcome, odds)| Priced::new(outcome, odds)).collect();
    let kind = MarketKind::DrawNoBet;
    let market = OpenMarket {
        fixture: first,
        kind,
        selections,
        in_play: false,
        external: seven(),
        terms: realdeal::catalogue::RaceTerms::default(),
    };
    let mut office = w.book.session(bookmaker);
    office.send(competition.clone()).unwrap();
    office.send(participant.clone()).unwrap();
    office.send(fixture.clone()).unwrap();
    office.send(market.clone()).unwrap();

    let said = "the id \"7\" of feed is already mapped";
    let again = CreateCompetition { slug: "cup-2".into(), ..competition };
    refused_saying("external_id_taken", said, &mut w.book, |book| book.session(bookmaker).send(again));
    let again = CreateParticipant { name: "Leeds 2".into(), ..participant };
    refused("external_id_taken", &mut w.book, |book| book.session(bookmaker).send(again));
    let again = ScheduleFixture { start: start.plus(hours(1)), ..fixture };
    refused("external_id_taken", &mut w.book, |book| book.session(bookmaker).send(again));
    let again = OpenMarket { external: Some(ExternalId::new(" feed ", "7 ")), ..market.clone() };
    refused("external_id_taken", &mut w.book, |book| book.session(bookmaker).send(again));
    let blank = OpenMarket { external: Some(ExternalId::new("feed", " ")), ..market };
    refused("bad_name", &mut w.book, |book| book.session(bookmaker).send(blank));
}

#[test]
fn the_names_of_what_is_deleted_are_free_again() {
    let mut w = world();
    let (bookmaker, league, teams) = (w.bookmaker, w.league, w.teams);
    let named = |id: &str| Some(ExternalId::new("feed", id));
    let (entrants, start) = (Fixture::match_of(teams[0], teams[3]), w.start.plus(hours(9)));
    for _ in 0..2 {
        let mut office = w.book.session(bookmaker);
        let schedule = ScheduleFixture {
            competition: league,
            entrants: entrants.clone(),
            start,
            external: named("fixture"),
        };
        let made = office.send(schedule).unwrap().made;
        let realdeal::Made::Fixture(fixture) = made else { panic!("{made:?}") };
        for market in ["one", "two", "three", "four", "five"] {
            let odds = "1.90".try_into().unwrap();
            let selections =
                [Outcome::Yes, Outcome::No].map(|outcome| Priced::new(outcome, odds)).into_iter().collect();
            let kind = MarketKind::BothTeamsToScore;
            let open = OpenMarket {
                fixture,
                kind,
                selections,
                in_play: false,
                external: named(market),
                terms: realdeal::catalogue::RaceTerms::default(),
            };
            office.send(open).unwrap();
        }
        office.delete_fixture(fixture).unwrap();
    }
    w.check();
}

#[test]
fn what_is_retired_is_used_no_more() {
    let mut w = world();
    let (bookmaker, league, teams, start) = (w.bookmaker, w.league, w.teams, w.start.plus(hours(5)));
    let schedule = |book: &mut Book| {
        let entrants = Fixture::match_of(teams[0], teams[1]);
        book.session(bookmaker).schedule_fixture(league, entrants, start)
    };
    w.book.session(bookmaker).retire_participant(teams[1]).unwrap();
    refused_saying("retired", "\"Wolves\" is retired", &mut w.book, schedule);
    refused("retired", &mut w.book, |book| book.session(bookmaker).retire_participant(teams[1]));
    w.book.session(bookmaker).retire_competition(league).unwrap();
    refused_saying("retired", "\"Premier League\" is retired", &mut w.book, schedule);
    refused("retired", &mut w.book, |book| book.session(bookmaker).retire_competition(league));
}

#[test]
fn what_has_fixtures_is_not_deleted() {
    let mut w = world();
    let (bookmaker, league, [arsenal, ..]) = (w.bookmaker, w.league, w.teams);
    let said = "\"Premier League\" has 2 fixtures and can't be deleted";
    refused_saying("has_fixtures", said, &mut w.book, |book| {
        book.session(bookmaker).delete_competition(league)
    });
    let said = "\"Arsenal\" has 1 fixtures and can't be deleted";
    refused_saying("has_fixtures", said, &mut w.book, |book| {
        book.session(bookmaker).delete_participant(arsenal)
    });
    for fixture in [w.first, w.second] {
        w.book.session(bookmaker).delete_fixture(fixture).unwrap();
    }
    w.book.session(bookmaker).delete_competition(league).unwrap();
    w.book.session(bookmaker).delete_participant(arsenal).unwrap();
    w.check();
}

#[test]
fn what_is_not_there_is_not_changed() {
    let mut w = world();
    let (bookmaker, league, teams, start) = (w.bookmaker, w.league, w.teams, w.start.plus(hours(5)));
    let competition = CompetitionId::made_by(stranger(), 0);
    let participant = ParticipantId::made_by(stranger(), 0);
    let fixture = FixtureId::made_by(stranger(), 0);
    let said = format!("there is no competition {competition}");
    refused_saying("unknown_competition", &said, &mut w.book, |book| {
        book.session(bookmaker).rename_competition(competition, "Cup")
    });
    let asks: [Ask<CompetitionId>; 2] = [|s, id| s.retire_competition(id), |s, id| s.delete_competition(id)];
    for ask in asks {
        refused("unknown_competition", &mut w.book, |book| ask(&mut book.session(bookmaker), competition));
    }
    refused("unknown_competition", &mut w.book, |book| {
        let entrants = Fixture::match_of(teams[0], teams[1]);
        book.session(bookmaker).schedule_fixture(competition, entrants, start)
    });
    let said = format!("there is no participant {participant}");
    refused_saying("unknown_participant", &said, &mut w.book, |book| {
        let entrants = Fixture::match_of(teams[0], participant);
        book.session(bookmaker).schedule_fixture(league, entrants, start)
    });
    let asks: [Ask<ParticipantId>; 3] = [
        |s, id| s.rename_participant(id, "Leeds"),
        |s, id| s.retire_participant(id),
        |s, id| s.delete_participant(id),
    ];
    for ask in asks {
        refused("unknown_participant", &mut w.book, |book| ask(&mut book.session(bookmaker), participant));
    }
    let said = format!("there is no fixture {fixture}");
    refused_saying("unknown_fixture", &said, &mut w.book, |book| {
        book.session(bookmaker).reschedule_fixture(fixture, start)
    });
    refused("unknown_fixture", &mut w.book, |book| book.session(bookmaker).delete_fixture(fixture));
}

#[test]
fn home_and_away_or_runners() {
    let mut w = world();
    let (bookmaker, league, start) = (w.bookmaker, w.league, w.start.plus(hours(5)));
    let [one, two, three, _] = w.teams;
    let as_role = |role| move |participant| Entrant { participant, role };
    let (home, away, runner) =
        (as_role(EntrantRole::Home), as_role(EntrantRole::Away), as_role(EntrantRole::Runner));
    let cases = [
        vec![],
        vec![home(one)],
        vec![runner(one)],
        vec![away(one), home(two)],
        vec![home(one), home(two)],
        vec![home(one), runner(two)],
        vec![home(one), away(two), runner(three)],
        vec![runner(one); 101],
    ];
    for entrants in cases {
        let said = format!("{} entrants are neither home and away nor 2 to 100 runners", entrants.len());
        refused_saying("bad_entrants", &said, &mut w.book, |book| {
            book.session(bookmaker).schedule_fixture(league, entrants, start)
        });
    }
    let said = format!("participant {one} can't play against itself");
    for entrants in [Fixture::match_of(one, one), Fixture::race_of([one, two, one])] {
        refused_saying("same_participant", &said, &mut w.book, |book| {
            book.session(bookmaker).schedule_fixture(league, entrants, start)
        });
    }
    w.book.session(bookmaker).schedule_fixture(league, Fixture::race_of([one, two]), start).unwrap();
}

#[test]
fn a_kick_off_lies_in_the_future() {
    let mut w = world();
    let (bookmaker, league, [one, two, ..], now) = (w.bookmaker, w.league, w.teams, w.start);
    let said = "the start 2024-08-16T12:00:00Z is not after 2024-08-16T12:00:00Z";
    refused_saying("start_in_past", said, &mut w.book, |book| {
        book.session(bookmaker).schedule_fixture(league, Fixture::match_of(one, two), now)
    });
    let soon = now.plus(MICROSECOND);
    let entrants = Fixture::match_of(one, two);
    let fixture = w.book.session(bookmaker).schedule_fixture(league, entrants, soon).unwrap();
    // Past its start nobody may move it to another time that has passed, unless it had begun before its time.
    w.at(minutes(10));
    refused("start_in_past", &mut w.book, |book| {
        book.session(bookmaker).reschedule_fixture(fixture, now.plus(minutes(10)))
    });
    w.book.session(bookmaker).reschedule_fixture(fixture, now).unwrap();
}

#[test]
fn a_fixture_is_moved_to_another_time_and_not_for_ever() {
    let mut w = world();
    let (bookmaker, first, start) = (w.bookmaker, w.first, w.kick_off());
    let said = "the start is 2024-08-16T15:00:00Z already";
    refused_saying("start_unchanged", said, &mut w.book, |book| {
        book.session(bookmaker).reschedule_fixture(first, start)
    });
    for count in 1..Fixture::MAX_KICKOFFS {
        let later = minutes(count as u64);
        // Of several announcements at one instant only the last would count.
        w.at(later);
        w.book.session(bookmaker).reschedule_fixture(first, start.plus(later)).unwrap();
    }
    let said = format!("fixture {first} has 32 announced starts, the most that are kept");
    refused_saying("moved_too_often", &said, &mut w.book, |book| {
        book.session(bookmaker).reschedule_fixture(first, start.plus(hours(2)))
    });
}

#[test]
fn what_a_fixture_has_come_to_decides_what_can_be_done_with_it() {
    let mut w = world();
    let (bookmaker, first, second) = (w.bookmaker, w.first, w.second);
    let later = w.start.plus(hours(30));
    w.book.session(bookmaker).because("frost").postpone_fixture(second).unwrap();
    let said = format!("fixture {second} is postponed");
    refused_saying("wrong_fixture_status", &said, &mut w.book, |book| {
        book.session(bookmaker).because("frost").postpone_fixture(second)
    });
    let suspended = w.other.id;
    refused("wrong_fixture_status", &mut w.book, |book| book.session(bookmaker).resume_market(suspended));
    w.finish(first, 2, 1);
    let said = format!("fixture {first} is finished");
    let asks: [Ask<FixtureId>; 3] =
        [|s, id| s.postpone_fixture(id), |s, id| s.abandon_fixture(id, None), |s, id| s.cancel_fixture(id)];
    for ask in asks {
        refused_saying("wrong_fixture_status", &said, &mut w.book, |book| {
            ask(&mut book.session(bookmaker).because("too late"), first)
        });
    }
    refused("wrong_fixture_status", &mut w.book, |book| {
        book.session(bookmaker).reschedule_fixture(first, later)
    });
    refused("wrong_fixture_status", &mut w.book, |book| {
        let yes_no = [(Outcome::Yes, "1.90"), (Outcome::No, "1.90")];
        book.session(bookmaker).open_market(first, MarketKind::BothTeamsToScore, yes_no)
    });
}

#[test]
fn a_fixture_with_bets_stays_even_if_they_were_cancelled() {
    let mut w: World = world();
    let (alice, bookmaker, first, home) = (w.alice, w.bookmaker, w.first, w.market.selections[0]);
    let bet = back(&mut w.book, alice, &[(home, "2.10")], "10.00 EUR").unwrap();
    w.book.session(alice).cancel_bet(bet.id).unwrap();
    let said = format!("fixture {first} has had 1 bets and can't be deleted");
    refused_saying("fixture_has_bets", &said, &mut w.book, |book| {
        book.session(bookmaker).delete_fixture(first)
    });
}
