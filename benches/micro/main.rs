//! Small things by themselves: reading a price and an amount, paying out, hashing a request, writing a record.
//!
//! They have no floor: they show which of them has become slower than it was.

use std::hint::black_box;

use benches::Town;
use criterion::{Criterion, criterion_group, criterion_main};
use realdeal::Error;
use realdeal::betting::payout::Exact;
use realdeal::journal::RequestHash;
use realdeal::money::{Money, Rounding};
use realdeal::odds::Odds;
use realdeal::storage::Page;

fn parse(criterion: &mut Criterion) {
    for price in ["2.10", "6/4", "+150"] {
        criterion.bench_function(&format!("read the price {price}"), |bencher| {
            bencher.iter(|| black_box(price).parse::<Odds>());
        });
    }
    criterion.bench_function("read the amount 12.50 EUR", |bencher| {
        bencher.iter(|| black_box("12.50 EUR").parse::<Money>());
    });
}

fn payout(criterion: &mut Criterion) {
    let pay = |legs: usize| {
        let mut exact = Exact::from_minor(black_box(1_000))?;
        for leg in 0..legs {
            // 1.91, 1.92, ...: no two of them share a factor with the stake for long.
            exact = exact.times(black_box(191 + leg as u128), black_box(100))?;
        }
        exact.round(Rounding::HalfAwayFromZero)
    };
    for legs in [1, 5, 20] {
        criterion.bench_function(&format!("pay out {legs} legs"), |bencher| bencher.iter(|| pay(legs)));
    }
}

fn record(criterion: &mut Criterion) {
    // The books of one bet; a bench has nothing to measure without them.
    let placed = || -> Result<_, Error> {
        let mut town = Town::with_bettors(1)?;
        let (_, market) = town.open_matches(1)?.remove(0);
        let commands = town.singles(1, &market.selections);
        town.carry_out(&commands, 1)?;
        let last = town.book.journal(Page::first(Page::<u64>::MAX))?.pop();
        Ok(last.map(|last| (commands, last.record)))
    };
    let Ok(Some((commands, record))) = placed() else { return };
    criterion.bench_function("hash the request of a single", |bencher| {
        bencher.iter(|| RequestHash::of(black_box(&commands[0])));
    });
    criterion.bench_function("write the record of a single", |bencher| {
        bencher.iter(|| black_box(&record).to_bytes());
    });
}

criterion_group!(benches, parse, payout, record);
criterion_main!(benches);
