//! Settlement exactly once: interrupted after any page, gone on with by another process, by two settlers at once, in
//! pages of any size, it ends where the uninterrupted one ends.

use proptest::collection::vec;
use proptest::prelude::{any, prop_assert};
use proptest::test_runner::{TestCaseError, TestRunner};
use realdeal::command::SettlePage;
use realdeal::storage::Page;
use realdeal::time::Timestamp;

use super::ask::{What, Who};
use super::check::Checked;
use super::corrections::{Last, conclude, equal, lasts, with_bets};
use super::game::Game;
use super::random::config;
use super::support;

/// A game with bets and results, and nothing settled.
fn resulted(bets: &[[u8; 4]], last: [Last; 3]) -> Result<Game, String> {
    let mut game = with_bets(bets)?;
    let mut fixtures: Vec<_> = game.model.fixtures.keys().copied().collect();
    fixtures.sort_by_key(|id| game.model.fixtures[id].start());
    for (fixture, last) in fixtures.into_iter().zip(last) {
        conclude(&mut game, fixture, last)?;
    }
    Ok(game)
}

/// The process ends here, and another opens the books: all that it has is the journal.
fn restart(game: &mut Game) -> Checked {
    let trouble = |error: realdeal::Error| error.to_string();
    let records = game.book.journal(Page::first(usize::MAX)).map_err(trouble)?;
    let mut book = support::book_at(Timestamp::from_micros(game.sender.now));
    book.restore(records).map_err(trouble)?;
    game.book = book;
    Ok(())
}

/// A page that ends in nothing: the unit fails before it is committed, as far as anybody can tell.
fn refused_page(game: &mut Game, market: realdeal::id::MarketId) -> Checked {
    let hash = game.book.state_hash().map_err(|error| error.to_string())?;
    let refused = game.book.system().send(SettlePage { market, limit: 0 });
    let after = game.book.state_hash().map_err(|error| error.to_string())?;
    if refused.is_ok() || hash != after { Err("a page of no bets did something".to_owned()) } else { Ok(()) }
}

fn interrupted(bets: &[[u8; 4]], last: [Last; 3], every: usize, sizes: &[u8]) -> Checked {
    let (mut game, mut twin) = (resulted(bets, last)?, resulted(bets, last)?);
    for market in twin.model.markets.keys().copied().collect::<Vec<_>>() {
        twin.ask(Who::System, What::Page(market, 10_000))?;
    }
    let settlers = [Who::System, Who::User(game.sender.cast.bookmaker)];
    let mut pages = 0;
    loop {
        let waiting: Vec<_> = game.model.markets.keys().copied().collect();
        let waiting: Vec<_> =
            waiting.into_iter().filter(|market| !game.model.waiting(*market).is_empty()).collect();
        // Never the same market for long, and never the same settler.
        let Some(&market) = waiting.get(pages % waiting.len().max(1)) else { break };
        let size = u32::from(sizes[pages % sizes.len()] % 4) + 1;
        let page = game.sender.plain(settlers[pages % 2], What::Page(market, size));
        game.tell(page.clone())?;
        pages += 1;
        if pages.is_multiple_of(every) {
            restart(&mut game)?;
            refused_page(&mut game, market)?;
            // The settler that was cut off does not know whether its page was carried out, and sends it again.
            game.tell(page)?;
        }
    }
    equal(&game.model, &twin.model)?;
    game.rebuild()
}

#[test]
fn settlement_that_is_interrupted_ends_where_it_would_have() {
    let sizes = vec(any::<u8>(), 1..5);
    let drawn = (vec(any::<[u8; 4]>(), 4..24), [lasts(), lasts(), lasts()], 1..5_usize, sizes);
    let tried = TestRunner::new(config(60)).run(&drawn, |(bets, last, every, sizes)| {
        let found = interrupted(&bets, last, every, &sizes);
        prop_assert!(found.is_ok(), "{}", found.unwrap_err());
        Ok::<(), TestCaseError>(())
    });
    tried.unwrap_or_else(|failure| panic!("{failure}"));
}
