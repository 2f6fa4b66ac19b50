//! Rows in, 64 sampled rows out: the picture is read once, from top to bottom, and never held as floats.
//!
//! Each row is added to the one or two samples whose span it lies in. Bytes are multiplied with small whole numbers and
//! added up in 16 bits as long as they fit, which is several times faster than floats and exact.

use crate::axis::Span;
use crate::wide;
use std::collections::VecDeque;

/// What 16 bits can hold of bytes: the sum of weights, each times 255 at most.
const ROOM: u16 = u16::MAX / 255;

/// The vertical half of the filter over one picture, or over a strip of its columns.
pub struct Sweep {
    spans: Vec<Span>,
    opened: usize,
    open: VecDeque<Slot>,
    idle: Vec<Slot>,
    row: usize,
    length: usize,
}

struct Slot {
    span: usize,
    sums: Vec<f32>,
    /// Not yet in `sums`; what is there is to be multiplied with the factor of the span.
    small: Vec<u16>,
    room: u16,
}

impl Sweep {
    /// For rows of `length` values (pixels times channels). The spans count rows from the first one given.
    pub fn new(spans: Vec<Span>, length: usize) -> Self {
        Self { spans, opened: 0, open: VecDeque::new(), idle: Vec::new(), row: 0, length }
    }

    /// Adds a row of bytes; `done` gets each sample that is complete, in order.
    pub fn bytes(&mut self, row: &[u8], mut done: impl FnMut(&[f32])) {
        self.begin();
        for slot in &mut self.open {
            let span = &self.spans[slot.span];
            let at = self.row - span.start;
            match &span.whole {
                Some(whole) => slot.add_bytes(row, whole.numbers[at], whole.factor),
                None => add_floats(&mut slot.sums, row.iter().map(|&byte| f32::from(byte)), span.weights[at]),
            }
        }
        self.end(&mut done);
    }

    /// Adds two rows of bytes: the same as one after the other, and the sums are read and written once.
    pub fn two_rows(&mut self, first: &[u8], second: &[u8], mut done: impl FnMut(&[f32])) {
        self.begin();
        let opens = self.spans.get(self.opened).is_some_and(|span| span.start == self.row + 1);
        let closes = self.open.front().is_some_and(|slot| self.spans[slot.span].end() <= self.row + 1);
        let are_whole = self.open.iter().all(|slot| self.spans[slot.span].whole.is_some());
        if opens || closes || !are_whole {
            self.bytes(first, &mut done);
            self.bytes(second, done);
            return;
        }
        for slot in &mut self.open {
            let span = &self.spans[slot.span];
            let at = self.row - span.start;
            if let Some(whole) = &span.whole {
                slot.add_two([first, second], [whole.numbers[at], whole.numbers[at + 1]], whole.factor);
            }
        }
        self.row += 1;
        self.end(&mut done);
    }

    /// Adds a row of floats.
    pub fn floats(&mut self, row: &[f32], mut done: impl FnMut(&[f32])) {
        self.begin();
        for slot in &mut self.open {
            let span = &self.spans[slot.span];
            add_floats(&mut slot.sums, row.iter().copied(), span.weights[self.row - span.start]);
        }
        self.end(&mut done);
    }

    fn begin(&mut self) {
        while self.spans.get(self.opened).is_some_and(|span| span.start <= self.row) {
            let mut slot = self.idle.pop().unwrap_or_else(|| Slot::new(self.length));
            slot.span = self.opened;
            self.open.push_back(slot);
            self.opened += 1;
        }
    }

    fn end(&mut self, done: &mut impl FnMut(&[f32])) {
        self.row += 1;
        while self.open.front().is_some_and(|slot| self.spans[slot.span].end() <= self.row) {
            let Some(mut slot) = self.open.pop_front() else { break };
            if let Some(whole) = &self.spans[slot.span].whole {
                slot.flush(whole.factor);
            }
            done(&slot.sums);
            slot.sums.fill(0.0);
            self.idle.push(slot);
        }
    }
}

impl Slot {
    fn new(length: usize) -> Self {
        Self { span: 0, sums: vec![0.0; length], small: vec![0; length], room: ROOM }
    }

    fn add_bytes(&mut self, row: &[u8], number: u16, factor: f32) {
        if number > ROOM {
            add_floats(&mut self.sums, row.iter().map(|&byte| f32::from(byte)), f32::from(number) * factor);
            return;
        }
        if number > self.room {
            self.flush(factor);
        }
        self.room -= number;
        wide::add_row(&mut self.small, row, number);
    }

    fn add_two(&mut self, rows: [&[u8]; 2], numbers: [u16; 2], factor: f32) {
        if numbers[0] + numbers[1] > ROOM {
            self.add_bytes(rows[0], numbers[0], factor);
            self.add_bytes(rows[1], numbers[1], factor);
            return;
        }
        if numbers[0] + numbers[1] > self.room {
            self.flush(factor);
        }
        self.room -= numbers[0] + numbers[1];
        wide::add_rows(&mut self.small, rows, numbers);
    }

    fn flush(&mut self, factor: f32) {
        wide::flush(&mut self.sums, &mut self.small, factor);
        self.room = ROOM;
    }
}

fn add_floats(sums: &mut [f32], row: impl Iterator<Item = f32>, weight: f32) {
    for (sum, value) in sums.iter_mut().zip(row) {
        *sum += value * weight;
    }
}
