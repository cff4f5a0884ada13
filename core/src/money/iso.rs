//! The codes of ISO 4217 and their decimals, as of 2026: currencies and funds.
//!
//! A code that ISO withdraws later stays in this list, since a book may still hold its money. Not here:
//! numeric codes, names, and the units that have no decimals in the standard, which are only kept from being
//! reused.

/// No decimals.
const NONE: [[u8; 3]; 17] = split(b"BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF");

/// Two decimals, as most have.
const TWO: [[u8; 3]; 139] = split(
    b"AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF \
    CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD \
    GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL \
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR \
    PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP \
    TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG",
);

/// Three decimals.
const THREE: [[u8; 3]; 7] = split(b"BHD IQD JOD KWD LYD OMR TND");

/// Four decimals: units of account that are indexed to prices.
const FOUR: [[u8; 3]; 2] = split(b"CLF UYW");

/// Metals, bond units, drawing rights, the test code and the code for no currency: the standard gives them no
/// decimals.
const UNCOUNTED: [[u8; 3]; 13] = split(b"XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX");

/// How many decimals an active ISO 4217 currency has.
pub(super) fn exponent(code: &str) -> Option<u8> {
    let code: [u8; 3] = code.as_bytes().try_into().ok()?;
    let holds = |list: &[[u8; 3]]| list.binary_search(&code).is_ok();
    if holds(&TWO) {
        Some(2)
    } else if holds(&NONE) {
        Some(0)
    } else if holds(&THREE) {
        Some(3)
    } else if holds(&FOUR) {
        Some(4)
    } else {
        None
    }
}

/// Whether ISO 4217 uses a code for anything, so that a house may not use it for something else.
pub(super) fn is_taken(code: &str) -> bool {
    exponent(code).is_some() || UNCOUNTED.iter().any(|taken| taken.as_slice() == code.as_bytes())
}

/// Codes of three letters, separated by one space each.
const fn split<const N: usize>(text: &[u8]) -> [[u8; 3]; N] {
    assert!(text.len() == 4 * N - 1, "as many codes as the list's type says");
    let mut list = [[0; 3]; N];
    let mut at = 0;
    while at < N {
        list[at] = [text[4 * at], text[4 * at + 1], text[4 * at + 2]];
        at += 1;
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_disjoint() {
        let mut all = Vec::new();
        for list in [&NONE[..], &TWO, &THREE, &FOUR, &UNCOUNTED] {
            assert!(list.is_sorted_by(|a, b| a < b), "binary search needs order: {list:?}");
            assert!(list.as_flattened().iter().all(u8::is_ascii_uppercase), "{list:?}");
            all.extend_from_slice(list);
        }
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 178, "the count of codes in list one");
    }
}
