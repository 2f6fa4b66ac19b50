//! Asking a segment: read ahead, compare next words, follow what fits, count its bits.

use std::ops::Range;

use super::build::word;
use super::head::four;
use super::plan::Plan;
use super::{Segment, TABLES};
use crate::code::{Code, distance};
use crate::error::Damaged;
use crate::scan::{self, Level, prefetch};

/// A code within the distance: which question, the first place of the code, bits between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Found {
    pub(crate) asked: u32,
    pub(crate) place: u32,
    pub(crate) distance: u16,
}

/// Values that are read ahead together. Measured at a million and at ten million.
const GROUP: usize = 12;
/// More questions than this are asked table by table, so that they share what the table brings into the cache.
const FEW: usize = 8;
/// A value has some five lines of entries at ten million; the rest of a long one follows by itself.
const LINES_AHEAD: usize = 8;
const LINE: usize = 64;

/// A value of a table that has to be read.
#[derive(Debug, Clone, Copy)]
struct Probe {
    asked: u32,
    table: u8,
    next_most: u8,
    value: u16,
    next: u16,
}

/// An entry of a table that may lead to a hit.
#[derive(Debug, Clone, Copy)]
struct Lead {
    asked: u32,
    /// Where its place is, in bytes.
    at: usize,
}

/// Work that one group of questions may still do before looking through everything is better.
struct Budget {
    entries: usize,
    leads: usize,
}

impl Segment {
    /// Adds every code within `most` bits of each code asked for, ordered by question and place, each once.
    pub(crate) fn search(&self, asked: &[Code], most: u16, found: &mut Vec<Found>) -> Result<(), Damaged> {
        let plan = if self.head.tabled { Plan::of(most, self.head.entries, self.head.distinct) } else { None };
        let Some(plan) = plan else {
            return (0..).zip(asked).try_for_each(|(number, code)| self.look_through(number, code, most, found));
        };
        if self.by_tables(plan, 0, asked, most, found)? {
            return Ok(());
        }
        for (number, code) in (0..).zip(asked) {
            let alone = asked.len() > 1 && self.by_tables(plan, number, std::slice::from_ref(code), most, found)?;
            if !alone {
                self.look_through(number, code, most, found)?;
            }
        }
        Ok(())
    }

    /// Looks at every code.
    pub(super) fn look_through(
        &self,
        asked: u32,
        code: &Code,
        most: u16,
        found: &mut Vec<Found>,
    ) -> Result<(), Damaged> {
        let mut near = Vec::new();
        scan::codes(Level::best(), self.codes()?, code, most, &mut near);
        for (place, distance) in near {
            if !self.is_repeat(place)? {
                found.push(Found { asked, place, distance });
            }
        }
        Ok(())
    }

    /// Reads the tables. `false`, and nothing added, when that turns out to be more work than looking at every code:
    /// so many codes share their words with the one that was asked for.
    pub(super) fn by_tables(
        &self,
        plan: Plan,
        first: u32,
        asked: &[Code],
        most: u16,
        found: &mut Vec<Found>,
    ) -> Result<bool, Damaged> {
        let entries = self.head.entries as usize * asked.len();
        let mut budget = Budget { entries: 4 * entries, leads: entries / 16 + 4096 };
        let (mut probes, mut leads) = (Vec::new(), Vec::new());
        let before = found.len();
        let together = if asked.len() > FEW { 1 } else { TABLES };
        for tables in (0..TABLES).collect::<Vec<_>>().chunks(together) {
            probes.clear();
            for &table in tables {
                add_probes(&plan, table, asked, &mut probes);
            }
            leads.clear();
            if !self.read(&probes, &mut budget, &mut leads)? {
                found.truncate(before);
                return Ok(false);
            }
            self.follow(&leads, asked, most, first, found)?;
        }
        found[before..].sort_unstable();
        // Cannot overlap with what was there before: that has other questions.
        found.dedup();
        Ok(true)
    }

    /// Reads the values and adds every entry whose next word fits. `false` when the budget is spent.
    ///
    /// Three steps, each a group ahead of the next: call for the starts, call for the entries, compare.
    fn read(&self, probes: &[Probe], budget: &mut Budget, leads: &mut Vec<Lead>) -> Result<bool, Damaged> {
        let level = Level::best();
        let mut slots = Vec::with_capacity(64);
        let mut runs = [(0, 0); GROUP];
        let mut next_runs = [(0, 0); GROUP];
        self.call_for_starts(probes.get(..2 * GROUP).unwrap_or(probes));
        self.call_for_entries(probes.chunks(GROUP).next().unwrap_or_default(), &mut next_runs)?;
        for (number, group) in probes.chunks(GROUP).enumerate() {
            std::mem::swap(&mut runs, &mut next_runs);
            let rest = probes.get((number + 1) * GROUP..).unwrap_or_default();
            self.call_for_entries(rest.get(..GROUP).unwrap_or(rest), &mut next_runs)?;
            let rest = rest.get(GROUP..).unwrap_or_default();
            self.call_for_starts(rest.get(..GROUP).unwrap_or(rest));
            for (probe, &(from, to)) in group.iter().zip(&runs) {
                let nexts = &self.bytes[self.nexts(probe, from, to)];
                scan::words(level, nexts, probe.next, probe.next_most.into(), &mut slots);
                if !slots.is_empty() {
                    self.lead(probe, from, &slots, leads);
                    slots.clear();
                }
                budget.entries = budget.entries.saturating_sub(to - from);
            }
            if budget.entries == 0 || leads.len() > budget.leads {
                return Ok(false);
            }
        }
        budget.leads -= leads.len();
        Ok(true)
    }

    fn call_for_starts(&self, probes: &[Probe]) {
        for probe in probes {
            prefetch(&self.bytes, self.start_of(probe));
        }
    }

    fn call_for_entries(&self, probes: &[Probe], runs: &mut [(usize, usize); GROUP]) -> Result<(), Damaged> {
        for (probe, run) in probes.iter().zip(runs) {
            *run = self.run(probe)?;
        }
        Ok(())
    }

    /// Where a table says where the entries of a value start.
    fn start_of(&self, probe: &Probe) -> usize {
        self.layout.tables[usize::from(probe.table)].starts.start + 4 * usize::from(probe.value)
    }

    /// Where the next words of some entries of a table are.
    fn nexts(&self, probe: &Probe, from: usize, to: usize) -> Range<usize> {
        let start = self.layout.tables[usize::from(probe.table)].nexts.start;
        start + 2 * from..start + 2 * to
    }

    /// First entry of a value and the end of them; calls for them to be brought near.
    fn run(&self, probe: &Probe) -> Result<(usize, usize), Damaged> {
        let at = self.start_of(probe);
        self.guard.check(&self.bytes, &(at..at + 8))?;
        let (from, to) = (four(&self.bytes, at) as usize, four(&self.bytes, at + 4) as usize);
        if from > to || to > self.head.distinct as usize {
            return Err(Damaged { what: "a table leads outside", at: at as u64 });
        }
        let nexts = self.nexts(probe, from, to);
        self.guard.check(&self.bytes, &nexts)?;
        // Entries may begin anywhere in a line: the steps miss the last one as often as not.
        let last = nexts.end.saturating_sub(1);
        for line in nexts.step_by(LINE).take(LINES_AHEAD) {
            prefetch(&self.bytes, line);
        }
        prefetch(&self.bytes, last);
        Ok((from, to))
    }

    fn lead(&self, probe: &Probe, from: usize, slots: &[u32], leads: &mut Vec<Lead>) {
        let width = self.head.place_width as usize;
        let start = self.layout.tables[usize::from(probe.table)].places.start;
        for &slot in slots {
            let at = start + width * (from + slot as usize);
            prefetch(&self.bytes, at);
            leads.push(Lead { asked: probe.asked, at });
        }
    }

    /// Counts the bits of every code that a lead leads to.
    fn follow(
        &self,
        leads: &[Lead],
        asked: &[Code],
        most: u16,
        first: u32,
        found: &mut Vec<Found>,
    ) -> Result<(), Damaged> {
        let width = self.head.place_width as usize;
        let mut places = Vec::with_capacity(leads.len());
        for lead in leads {
            self.guard.check(&self.bytes, &(lead.at..lead.at + width))?;
            let mut place = [0; 4];
            place[..width].copy_from_slice(&self.bytes[lead.at..lead.at + width]);
            let place = u32::from_le_bytes(place);
            prefetch(&self.bytes, self.layout.codes.start + 32 * place as usize);
            places.push(place);
        }
        for (lead, &place) in leads.iter().zip(&places) {
            let Some(code) = self.code(place)? else {
                return Err(Damaged { what: "a table leads outside", at: lead.at as u64 });
            };
            let distance = distance(code, &asked[lead.asked as usize]);
            if distance <= most {
                found.push(Found { asked: first + lead.asked, place, distance });
            }
        }
        Ok(())
    }
}

/// The values of one table that have to be read for every code asked for.
fn add_probes(plan: &Plan, table: usize, asked: &[Code], probes: &mut Vec<Probe>) {
    for (number, code) in (0..).zip(asked) {
        let (own, next) = (word(code, table), word(code, (table + 1) % TABLES));
        probes.extend(plan.turns(table).iter().map(|turn| Probe {
            asked: number,
            table: table.to_le_bytes()[0],
            next_most: plan.next_most(table, *turn),
            value: own ^ turn,
            next,
        }));
    }
}
