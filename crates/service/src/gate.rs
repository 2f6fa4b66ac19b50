//! The gate before a memory-hard hash: few at a time, a waiting room with a limit, and a longest wait.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::ServiceError;

/// Most requests that wait for a hash: about as many codes as are hashed within [`LONGEST_WAIT`].
pub const WAITING_ROOM: usize = 128;
/// Longest wait. Then a calm page: the form is still filled, press again.
const LONGEST_WAIT: Duration = Duration::from_secs(4);

/// A gate. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Gate {
    permits: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
}

impl Gate {
    /// A gate that lets `at_once` through at a time.
    pub fn new(at_once: usize) -> Self {
        Self { permits: Arc::new(Semaphore::new(at_once)), waiting: Arc::default() }
    }

    /// Waits for a turn; the turn ends when the permit is dropped.
    ///
    /// # Errors
    /// [`ServiceError::Busy`] when the waiting room is full or the wait was too long.
    pub async fn enter(&self) -> Result<OwnedSemaphorePermit, ServiceError> {
        let seat = Seat::take(&self.waiting)?;
        let turn = tokio::time::timeout(LONGEST_WAIT, Arc::clone(&self.permits).acquire_owned()).await;
        drop(seat);
        match turn {
            Ok(Ok(permit)) => Ok(permit),
            Ok(Err(_)) | Err(_) => Err(ServiceError::Busy),
        }
    }
}

/// A seat in the waiting room; given back when dropped, also when the visitor went away.
struct Seat(Arc<AtomicUsize>);

impl Seat {
    fn take(waiting: &Arc<AtomicUsize>) -> Result<Self, ServiceError> {
        if waiting.fetch_add(1, Ordering::SeqCst) >= WAITING_ROOM {
            waiting.fetch_sub(1, Ordering::SeqCst);
            return Err(ServiceError::Busy);
        }
        Ok(Self(Arc::clone(waiting)))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_at_a_time_and_the_next_when_the_first_is_done() {
        let gate = Gate::new(1);
        let first = gate.enter().await.unwrap();
        let waiting = tokio::spawn({
            let gate = gate.clone();
            async move { gate.enter().await.is_ok() }
        });
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        drop(first);
        assert!(waiting.await.unwrap());
    }

    #[tokio::test(start_paused = true)]
    async fn a_full_waiting_room_and_a_long_wait_are_answered_not_kept() {
        let gate = Gate::new(1);
        let _held = gate.enter().await.unwrap();
        let waiting: Vec<_> = (0..WAITING_ROOM)
            .map(|_| {
                tokio::spawn({
                    let gate = gate.clone();
                    async move { gate.enter().await }
                })
            })
            .collect();
        tokio::task::yield_now().await;
        assert!(matches!(gate.enter().await, Err(ServiceError::Busy)));
        for one in waiting {
            assert!(matches!(one.await.unwrap(), Err(ServiceError::Busy)));
        }
        assert_eq!(gate.waiting.load(Ordering::SeqCst), 0);
    }
}
