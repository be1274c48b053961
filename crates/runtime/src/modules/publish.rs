//! Writing the program's pack: on a thread of its own while the program runs, so that nobody waits for it, and what a
//! process has learned outlives it even if it is killed.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::fetch::Shared;
use super::record::{Program, Snapshot};

/// Publishes snapshots, one at a time.
#[derive(Default)]
pub(crate) struct Publisher {
    running: Mutex<Option<JoinHandle<()>>>,
}

impl Publisher {
    /// Begins to publish; waits for a publication that is still under way.
    pub(crate) fn begin(&self, shared: &Arc<Shared>, program: &Arc<Program>, snapshot: Snapshot) {
        let (shared, program) = (Arc::clone(shared), Arc::clone(program));
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        wait(running.take());
        // Where there can be no thread, nothing is published: the next run tries again.
        *running = thread::Builder::new()
            .name("publisher".to_owned())
            .spawn(move || _ = snapshot.publish(&shared, &program))
            .ok();
    }

    /// Waits until nothing is being published.
    pub(crate) fn finish(&self) {
        wait(self.running.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

/// A publication that panicked is one that failed: the next run tries again.
fn wait(running: Option<JoinHandle<()>>) {
    if let Some(handle) = running {
        let _ = handle.join();
    }
}
