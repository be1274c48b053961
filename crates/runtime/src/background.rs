//! Work on other threads, and what they have to say: each report is a call of a JavaScript function, made by the event loop
//! in its poll phase (Node documentation, "The Node.js event loop").

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use parbake_engine::{Local, Persistent, Scope, Thrown, Waker};
use rustc_hash::FxHashMap;

use crate::Runtime;

/// Threads that work at the same time; libuv's number (UV_THREADPOOL_SIZE).
const THREADS: usize = 4;

/// The arguments of the call that a report becomes.
pub(crate) type Report = Box<dyn for<'s> FnOnce(&mut Scope<'s>) -> Result<Vec<Local<'s>>, Thrown> + Send>;

/// Work for any thread; what it answers is the end of it.
pub(crate) type Work = Box<dyn FnOnce() -> Report + Send>;

/// Names work in hand or a source of events.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct TaskId(u32);

impl TaskId {
    /// A number that scripts may hold; [`TaskId::from_raw`] takes it back.
    pub(crate) fn raw(self) -> u32 {
        self.0
    }

    pub(crate) fn from_raw(raw: u32) -> Self {
        Self(raw)
    }
}

/// The context thread's side: who is called, and what keeps the program alive.
#[derive(Default)]
pub(crate) struct Background {
    shared: Arc<Shared>,
    tasks: RefCell<FxHashMap<TaskId, Task>>,
    last: Cell<u32>,
}

struct Task {
    callback: Persistent,
    /// The program does not end while this is there.
    referenced: bool,
    /// Work ends with its report; a source goes on.
    ends: bool,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    /// There is more to do.
    queued: Condvar,
}

#[derive(Default)]
struct State {
    queue: VecDeque<(TaskId, Work, Waker)>,
    reports: VecDeque<(TaskId, Report)>,
    threads: usize,
    idle: usize,
}

/// With what a source of events reports, from any thread.
#[derive(Clone)]
pub(crate) struct Reporter {
    shared: Arc<Shared>,
    id: TaskId,
    waker: Waker,
}

impl Reporter {
    pub(crate) fn report(&self, report: Report) {
        self.shared.lock().reports.push_back((self.id, report));
        self.waker.wake();
    }
}

impl Shared {
    /// A thread that panicked leaves the lists as they were.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work_off(&self) {
        let mut state = self.lock();
        loop {
            let Some((id, work, waker)) = state.queue.pop_front() else {
                state.idle += 1;
                state = self.queued.wait(state).unwrap_or_else(PoisonError::into_inner);
                state.idle -= 1;
                continue;
            };
            drop(state);
            let report = work();
            state = self.lock();
            state.reports.push_back((id, report));
            waker.wake();
        }
    }
}

impl Background {
    /// Does `work` on another thread, then calls `callback` on this one. The program waits for it.
    pub(crate) fn submit(&self, scope: &mut Scope<'_>, callback: Local<'_>, work: Work) -> TaskId {
        let id = self.add(scope, callback, true);
        let mut state = self.shared.lock();
        state.queue.push_back((id, work, scope.waker()));
        if state.idle == 0 && state.threads < THREADS {
            let shared = Arc::clone(&self.shared);
            let spawned = thread::Builder::new().name("file work".to_owned()).spawn(move || shared.work_off());
            state.threads += usize::from(spawned.is_ok());
        }
        let helpless = state.threads == 0;
        drop(state);
        self.shared.queued.notify_one();
        if helpless {
            self.work_here();
        }
        id
    }

    /// The system gives no threads: the work is done at once, and reported like any other.
    fn work_here(&self) {
        while let Some((id, work, waker)) = { self.shared.lock().queue.pop_front() } {
            let report = work();
            self.shared.lock().reports.push_back((id, report));
            waker.wake();
        }
    }

    /// Calls `callback` for each report, until [`Background::close`]. The program waits while it is `referenced`.
    pub(crate) fn open(&self, scope: &mut Scope<'_>, callback: Local<'_>, referenced: bool) -> (TaskId, Reporter) {
        let id = self.add(scope, callback, false);
        self.set_referenced(id, referenced);
        (id, Reporter { shared: Arc::clone(&self.shared), id, waker: scope.waker() })
    }

    fn add(&self, scope: &mut Scope<'_>, callback: Local<'_>, ends: bool) -> TaskId {
        self.last.set(self.last.get().wrapping_add(1));
        let id = TaskId(self.last.get());
        self.tasks.borrow_mut().insert(id, Task { callback: scope.persist(callback), referenced: true, ends });
        id
    }

    pub(crate) fn set_referenced(&self, id: TaskId, referenced: bool) {
        if let Some(task) = self.tasks.borrow_mut().get_mut(&id) {
            task.referenced = referenced;
        }
    }

    /// Ends a source; what it still reports is dropped.
    pub(crate) fn close(&self, id: TaskId) {
        self.tasks.borrow_mut().remove(&id);
    }

    /// Whether the program waits for anything here.
    pub(crate) fn is_awaited(&self) -> bool {
        self.tasks.borrow().values().any(|task| task.referenced)
    }

    /// Whether anything here may still report.
    pub(crate) fn is_active(&self) -> bool {
        !self.tasks.borrow().is_empty()
    }

    fn next_report(&self) -> Option<(TaskId, Report)> {
        if !self.is_active() {
            return None;
        }
        self.shared.lock().reports.pop_front()
    }

    /// How many reports there are to make now: what comes while they are made is for the next turn.
    pub(crate) fn reports_waiting(&self) -> usize {
        if self.is_active() { self.shared.lock().reports.len() } else { 0 }
    }
}

impl Runtime {
    /// Makes the oldest report, if there is one.
    pub(crate) fn make_report(&self, scope: &mut Scope<'_>) -> Result<(), Thrown> {
        let Some((id, report)) = self.background.next_report() else { return Ok(()) };
        let callback = {
            let mut tasks = self.background.tasks.borrow_mut();
            let Some(task) = tasks.get(&id) else { return Ok(()) };
            let callback = scope.recall(&task.callback);
            if task.ends {
                tasks.remove(&id);
            }
            callback
        };
        let arguments = report(scope)?;
        let nothing = scope.undefined();
        scope.call(callback, nothing, &arguments)?;
        Ok(())
    }
}
