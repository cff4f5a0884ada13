//! What an engine tells of its work: spans and counters of the crate `tracing`, under the feature of that name.
//!
//! Without the feature there is nothing here. Nothing personal is told: commands by their kind and id, refusals by their
//! code. There is one span, `realdeal.unit`, over each unit of work. Counters are events with a field `monotonic_counter.<name>`, as the OpenTelemetry layer for `tracing` reads
//! them: `realdeal_accepted`, `_repeated`, `_refused`, `_failed`, `_conflicts`, `_overloaded`, `_hook_panicked` and
//! `_hook_overflowed`.

use crate::answer::Answer;
use crate::command::Command;
use crate::error::Error;

/// A span over a unit of work, open as long as it lives.
#[must_use]
pub(crate) struct UnitSpan {
    #[cfg(feature = "tracing")]
    _entered: tracing::span::EnteredSpan,
}

/// A unit of work begins.
#[cfg_attr(not(feature = "tracing"), allow(unused_variables, reason = "only told under the feature"))]
pub(crate) fn unit(commands: usize) -> UnitSpan {
    UnitSpan {
        #[cfg(feature = "tracing")]
        _entered: tracing::debug_span!("realdeal.unit", commands).entered(),
    }
}

/// A unit has to be run again, because another writer was quicker.
pub(crate) fn conflict() {
    #[cfg(feature = "tracing")]
    tracing::debug!(monotonic_counter.realdeal_conflicts = 1_u64, "another writer was quicker");
}

/// A shared book refused commands because too many waited.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn overloaded() {
    #[cfg(feature = "tracing")]
    tracing::warn!(monotonic_counter.realdeal_overloaded = 1_u64, "too many commands were waiting");
}

/// A hook panicked.
pub(crate) fn hook_panicked() {
    #[cfg(feature = "tracing")]
    tracing::warn!(monotonic_counter.realdeal_hook_panicked = 1_u64, "a hook panicked");
}

/// Records did not fit before the hooks, and are read from the journal instead.
#[cfg(not(target_arch = "wasm32"))]
#[cfg_attr(not(feature = "tracing"), allow(unused_variables, reason = "only told under the feature"))]
pub(crate) fn hook_overflowed(records: u64) {
    #[cfg(feature = "tracing")]
    if records > 0 {
        tracing::info!(monotonic_counter.realdeal_hook_overflowed = records, "hooks are behind");
    }
}

/// A command has its answer.
#[cfg_attr(not(feature = "tracing"), allow(unused_variables, reason = "only told under the feature"))]
pub(crate) fn answered(command: &Command, answer: &Result<Answer, Error>) {
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
