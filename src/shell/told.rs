//! What the loop tells the history beside what commands change: refusals, and a clock that is not to
//! be trusted.

use super::{
    refusal::Refusal,
    run::{Run, World},
};
use crate::{
    engine::{
        change::ChangeSet,
        clock_hold::{ClockHold, told_of_hold, told_of_trust},
        decide::{Rejection, told_of_refusal},
        id::CaseId,
        instant::Instant,
        stamp::Stamp,
    },
    store::{Draft, Meta, Rows, StoreError},
};

impl<R: Rows, W: World> Run<R, W> {
    /// Keeps what only tells the history something: whatever another tab wrote, it stays true.
    async fn tell(&self, meta: &mut Meta, told: ChangeSet, at: Instant) -> Result<(), StoreError> {
        match self.keep(meta, told.clone(), at).await {
            Err(StoreError::Conflict) => {
                self.refresh(meta).await?;
                self.keep(meta, told, at).await
            }
            other => other,
        }
    }

    /// Tells the history that firing is held.
    pub async fn tell_of_hold(&self, meta: &mut Meta, hold: ClockHold) -> Result<(), StoreError> {
        let (told, at) = told_of_hold(hold, meta.latest_at);
        self.tell(meta, told, at).await
    }

    /// Makes now the latest stamp, be it earlier, since a person says that the clock is right.
    pub async fn trust_clock(&self, meta: &mut Meta) -> Result<(), StoreError> {
        self.refresh(meta).await?;
        let (at, by) = (self.world().now(), self.world().actor());
        let told = told_of_trust(Stamp { at, by });
        let mut draft = Draft::new(&told, meta, at)?;
        while draft.encode_next(&self.desk().borrow(), &told)? {}
        let mut write = draft.finish();
        write.meta.latest_at = at;
        self.write(meta, write).await?;
        self.show(meta, told).await;
        Ok(())
    }

    /// What was decided; what was refused is told in the history (semantics 9.4, 12.2).
    pub(super) async fn or_told<T>(
        &self,
        meta: &mut Meta,
        decided: Result<T, Rejection>,
        case: Option<CaseId>,
        stamp: Stamp,
    ) -> Result<T, Refusal> {
        let refused = decided.as_ref().err();
        if let Some(told) = refused.and_then(|refused| told_of_refusal(case, refused, stamp)) {
            self.tell(meta, told, stamp.at).await?;
        }
        Ok(decided?)
    }
}
