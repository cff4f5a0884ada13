//! The user that an event tells of. Not here: whom a command is given by (the record's origin), and what an event does to his rows
//! (`effects`).

use super::Event;
use crate::id::UserId;

impl Event {
    /// The user that it tells of, if it tells of one by himself.
    ///
    /// ```
    /// use realdeal::event::Event;
    /// # mod doc { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/world.rs.in")); }
    /// # let doc::World { alice, .. } = doc::world()?;
    /// assert_eq!(Event::AccountReopened { user: alice }.user(), Some(alice));
    /// # Ok::<(), realdeal::Error>(())
    /// ```
    pub fn user(&self) -> Option<UserId> {
        match self {
            Self::UserRegistered { user, .. }
            | Self::RoleChanged { user, .. }
            | Self::StatusChanged { user, .. }
            | Self::ProfileEdited { user }
            | Self::PersonErased { user }
            | Self::ReopeningRequested { user, .. }
            | Self::AccountReopened { user }
            | Self::BetSettled { user, .. }
            | Self::BetReopened { user, .. }
            | Self::DepositConfirmed { user, .. }
            | Self::WithdrawalRequested { user, .. }
            | Self::WithdrawalPaid { user, .. }
            | Self::WithdrawalRefused { user, .. }
            | Self::WalletAdjusted { user, .. }
            | Self::DebtWrittenOff { user, .. }
            | Self::BetPlaced { user, .. }
            | Self::BetCancelled { user, .. }
            | Self::BetVoided { user, .. }
            | Self::BasketCreated { user, .. }
            | Self::BasketCheckedOut { user, .. }
            | Self::BasketDropped { user, .. }
            | Self::BasketExpired { user, .. } => Some(*user),
            Self::HouseRulesAdopted { .. }
            | Self::CompetitionCreated { .. }
            | Self::CompetitionRenamed { .. }
            | Self::CompetitionRetired { .. }
            | Self::CompetitionDeleted { .. }
            | Self::ParticipantCreated { .. }
            | Self::ParticipantRenamed { .. }
            | Self::ParticipantRetired { .. }
            | Self::ParticipantDeleted { .. }
            | Self::FixtureScheduled { .. }
            | Self::FixtureRescheduled { .. }
            | Self::PostponementVoided { .. }
            | Self::FixtureDeleted { .. }
            | Self::MarketOpened { .. }
            | Self::PricesChanged { .. }
            | Self::MarketSuspended { .. }
            | Self::MarketResumed { .. }
            | Self::MarketClosed { .. }
            | Self::MarketDeleted { .. }
            | Self::LiveScoreRecorded { .. }
            | Self::FixtureFinished { .. }
            | Self::ScoreCorrected { .. }
            | Self::FixtureAbandoned { .. }
            | Self::FixturePostponed { .. }
            | Self::FixtureCancelled { .. }
            | Self::MarketResulted { .. }
            | Self::MarketResultWithdrawn { .. }
            | Self::MarketLegsVoided { .. }
            | Self::LegGraded { .. }
            | Self::PositionsRecorded { .. }
            | Self::PositionsCorrected { .. }
            | Self::RunnerWithdrawn { .. }
            | Self::RunnerReinstated { .. } => None,
        }
    }
}
