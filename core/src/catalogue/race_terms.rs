//! On which terms a market on a race takes bets: places, ante-post, best odds guaranteed.
//!
//! Not here: what stands in a leg once a bet is placed (`betting::LegTerms`), and how a leg is graded by it
//! (`settlement::races`).

use serde::{Deserialize, Serialize};

use crate::betting::PlaceTerms;

/// How the places of a market are found that it pays each way.
///
/// ```
/// use realdeal::betting::PlaceTerms;
/// use realdeal::catalogue::EachWay;
/// let handicap = EachWay::ByRunners { handicap: true };
/// assert_eq!(handicap.places(16), PlaceTerms::standard(16, true));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum EachWay {
    /// These, whoever runs.
    Fixed(PlaceTerms),
    /// The standard terms by the runners that ran (docs/rules.md, section 7).
    ByRunners {
        /// Whether the race is a handicap, which pays more places in large fields.
        handicap: bool,
    },
}

impl EachWay {
    /// The places for so many runners; none in a field that is win only.
    pub const fn places(self, runners: u32) -> Option<PlaceTerms> {
        match self {
            Self::Fixed(terms) => Some(terms),
            Self::ByRunners { handicap } => PlaceTerms::standard(runners, handicap),
        }
    }
}

/// The terms of a market on a race. The default is a market on the day of the race without places and without guarantee.
///
/// ```
/// use realdeal::catalogue::{EachWay, RaceTerms};
/// let each_way = Some(EachWay::ByRunners { handicap: false });
/// let terms = RaceTerms { each_way, guaranteed: true, ..RaceTerms::default() };
/// assert!(!terms.ante_post);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RaceTerms {
    /// The places that it pays each way; none if bets are on the win alone.
    pub each_way: Option<EachWay>,
    /// Whether it is ante-post: a leg keeps the places that stood when it was placed, a runner that does not run loses, and no
    /// Rule 4 is applied.
    pub ante_post: bool,
    /// Whether a longer starting price replaces the price that was taken (best odds guaranteed).
    pub guaranteed: bool,
}
