//! What an engine tells of its work: spans and counters of the crate `tracing`, under the feature of that name.
//!
//! Without the feature there is nothing here. Nothing personal is told: commands by their kind and id, refusals by their
//! code. Counters are events with a field `monotonic_counter.<name>`, as the OpenTelemetry layer for `tracing` reads them.

use crate::answer::Answer;
use crate::command::Command;
use crate::error::Error;

/// A span over a unit of work, open as long as it lives.
#[must_use]
pub(super) struct UnitSpan {
    #[cfg(feature = "tracing")]
    _entered: tracing::span::EnteredSpan,
}

/// A unit of work begins.
#[cfg_attr(not(feature = "tracing"), allow(unused_variables, reason = "only told under the feature"))]
pub(super) fn unit(commands: usize) -> UnitSpan {
    UnitSpan {
        #[cfg(feature = "tracing")]
        _entered: tracing::debug_span!("realdeal.unit", commands).entered(),
    }
}

/// A unit has to be run again, because another writer was quicker.
pub(super) fn conflict() {
    #[cfg(feature = "tracing")]
    tracing::debug!(monotonic_counter.realdeal_conflicts = 1_u64, "another writer was quicker");
}

/// A command has its answer.
#[cfg_attr(not(feature = "tracing"), allow(unused_variables, reason = "only told under the feature"))]
pub(super) fn answered(command: &Command, answer: &Result<Answer, Error>) {
    #[cfg(feature = "tracing")]
    match answer {
        Ok(Answer { repeated: false, .. }) => tracing::debug!(
            monotonic_counter.realdeal_accepted = 1_u64,
            command = command.body.name(),
            id = %command.id,
            "accepted"
        ),
        Ok(_) => tracing::debug!(
            monotonic_counter.realdeal_repeated = 1_u64,
            command = command.body.name(),
            id = %command.id,
            "answered as the first time"
        ),
        Err(Error::Rejected(rejection)) => tracing::debug!(
            monotonic_counter.realdeal_refused = 1_u64,
            command = command.body.name(),
            id = %command.id,
            code = rejection.code(),
            "refused"
        ),
        Err(Error::Storage(error)) => tracing::warn!(
            monotonic_counter.realdeal_failed = 1_u64,
            command = command.body.name(),
            id = %command.id,
            code = error.code(),
            "the books could not be reached"
        ),
    }
}
