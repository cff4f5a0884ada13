//! Taking the margin out of three prices: Shin's method beside its floor, a row at a time and in columns, and the other methods.
//!
//! All sides get the same books in alternating blocks. The floor is in `floor`; that it comes to the same is checked before the
//! clock starts.

#![allow(clippy::float_arithmetic, reason = "prices of a bench are no money")]

mod floor;

use std::hint::black_box;

use benches::{Arguments, Measure, ROUNDS, Random, Report};
use realdeal::pricing::{Method, PricingError, remove_margin};

/// Books of three prices with a margin of 2 to 12 %.
fn books(count: usize, random: &mut Random) -> Vec<[f64; 3]> {
    // Up to so much, and not nothing.
    let mut below = |most: u32| f64::from(u32::try_from(random.draw() % u64::from(most)).unwrap_or(0) + 1);
    let mut book = |_| {
        let chances = [below(1_000), below(1_000), below(1_000)].map(|chance| chance + 50.0);
        let all = chances[0] + chances[1] + chances[2];
        let margin = 1.02 + below(1_000) / 10_000.0;
        // To hundredths, as they are quoted.
        chances.map(|chance| (all / (chance * margin) * 100.0).floor() / 100.0).map(|odds| odds.max(1.01))
    };
    (0..count).map(&mut book).collect()
}

/// The most that the floor and the engine differ by.
fn difference(books: &[[f64; 3]]) -> Result<f64, PricingError> {
    let mut most = 0.0_f64;
    for book in books {
        let mut row = *book;
        Method::Shin.remove_row(&mut row, 1)?;
        for (ours, theirs) in row.iter().zip(floor::shin(*book)) {
            most = most.max((ours - theirs).abs());
        }
    }
    Ok(most)
}

fn main() -> Result<(), PricingError> {
    let arguments = Arguments::read(&[("books", 40_000), ("passes", 5)]);
    let report = Report::begin("P10: take the margin out of three prices", &arguments.shown());
    let books = books(arguments.size("books"), &mut Random::new(7));
    println!("the floor and the engine differ by {:.1e} at most", difference(&books)?);
    let columns = [0, 1, 2].map(|column| books.iter().map(|book| book[column]).collect::<Vec<f64>>());
    let columns = columns.each_ref().map(Vec::as_slice);

    let mut by_hand = Measure::new("floor: Newton by hand");
    let mut in_columns = Measure::new("Shin, columns");
    let mut rows: Vec<_> =
        Method::ALL.into_iter().map(|method| (method, Measure::new(format!("{method}, a row")))).collect();
    for _ in 0..ROUNDS {
        for _ in 0..arguments.size("passes") {
            by_hand.time(books.len(), || {
                for book in &books {
                    black_box(floor::shin(black_box(*book)));
                }
            });
            for (method, measure) in &mut rows {
                measure.time(books.len(), || {
                    for book in &books {
                        let mut row = black_box(*book);
                        // Books that a method has no solution for are part of the work.
                        let _ = black_box(method.remove_row(&mut row, 1));
                        black_box(row);
                    }
                });
            }
            in_columns.time(books.len(), || black_box(remove_margin(&columns, Method::Shin, 1)))?;
        }
        by_hand.end_round();
        in_columns.end_round();
        for (_, measure) in &mut rows {
            measure.end_round();
        }
    }
    let mut table = vec![(&by_hand, None), (&in_columns, Some(&by_hand))];
    table.extend(rows.iter().map(|(_, measure)| (measure, Some(&by_hand))));
    report.table("P10: over the floor", "ns a book", &table);
    report.end();
    Ok(())
}
