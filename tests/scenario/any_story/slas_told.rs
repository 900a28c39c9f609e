//! How the SLAs of escalations stand, made a second time from the steps that history tells
//! (semantics 6.4 to 6.8).

use rung::engine::{
    history::{Deed, HistoryEntry, SlaStep},
    instant::Instant,
    sla::{Pause, SlaStage, TakenStep, TaskSla},
};
use std::collections::BTreeMap;

/// By the number of the escalation and the place of the SLA in it.
#[derive(Default)]
pub(super) struct SlasTold(BTreeMap<(u64, u32), SlaTold>);

#[derive(Default)]
struct SlaTold {
    steps: Vec<TakenStep>,
    stage: Option<SlaStage>,
    pauses: Vec<Pause>,
    stopped_at: Option<Instant>,
    is_late: bool,
    /// The last step that was told.
    last: Option<SlaStep>,
}

impl SlasTold {
    pub(super) fn tell(&mut self, entry: &HistoryEntry) {
        if let Deed::Sla(deed) = entry.deed {
            let sla = self.0.entry((entry.about.id, deed.place)).or_default();
            sla.tell(deed.step, entry.at);
        }
    }

    pub(super) fn check(&self, escalation: u64, slas: &[TaskSla]) {
        for (place, sla) in (0..).zip(slas) {
            self.0[&(escalation, place)].check(sla);
        }
    }
}

impl SlaTold {
    fn tell(&mut self, step: SlaStep, at: Instant) {
        self.steps.push(TakenStep { at, step });
        self.last = Some(step);
        match step {
            SlaStep::Attached => self.stage = Some(SlaStage::InProgress),
            SlaStep::Paused => {
                self.stage = Some(SlaStage::Paused);
                let (from, until) = (at, None);
                self.pauses.push(Pause { from, until });
            }
            SlaStep::Resumed => {
                self.stage = Some(SlaStage::InProgress);
                self.end_pause(at);
            }
            SlaStep::Passed(percent) => self.is_late |= percent == 100,
            SlaStep::Moved { .. } => {}
            SlaStep::Completed => {
                assert!(!self.is_late);
                self.stop(SlaStage::Completed, at);
            }
            SlaStep::CompletedLate => {
                self.is_late = true;
                self.stop(SlaStage::Completed, at);
            }
            SlaStep::Cancelled => self.stop(SlaStage::Cancelled, at),
        }
    }

    fn stop(&mut self, stage: SlaStage, at: Instant) {
        assert_eq!(self.stopped_at, None);
        self.end_pause(at);
        self.stage = Some(stage);
        self.stopped_at = Some(at);
    }

    fn end_pause(&mut self, at: Instant) {
        if let Some(pause) = self.pauses.last_mut() {
            pause.until.get_or_insert(at);
        }
    }

    fn check(&self, sla: &TaskSla) {
        assert_eq!(self.steps, sla.steps);
        assert_eq!(self.stage, Some(sla.stage), "{sla:?}");
        assert_eq!(self.pauses, sla.pauses);
        assert_eq!(self.stopped_at, sla.stopped_at);
        assert!(sla.has_breached || !self.is_late, "{sla:?}");
        if let Some(SlaStep::Moved { after, .. }) = self.last {
            assert_eq!(after, sla.breach_at);
        }
    }
}
