//! The least that could pay a goliath exactly: its 247 lines by hand, in plain whole numbers over one denominator.
//!
//! Every price is a whole number of hundredths and below 1,000 of them, so that 128 bits are enough: no bound is checked,
//! and no other bet could be paid by it.

/// What a stake on each line returns in hundredths of a cent of a hundredth .. (100^8 to the cent), rounded to the cent.
pub(crate) fn pay(prices: [u128; 8], won: [bool; 8], stake: u128) -> u128 {
    let mut sum = 0;
    for line in 0_u32..256 {
        if line.count_ones() < 2 {
            continue;
        }
        let mut product = 1;
        for leg in 0..8 {
            product *= match (line >> leg & 1 == 1, won[leg]) {
                (true, true) => prices[leg],
                (true, false) => 0,
                (false, _) => 100,
            };
        }
        sum += product;
    }
    let whole = 100_u128.pow(8);
    (2 * sum * stake + whole) / (2 * whole)
}
