//! Modules are fetched on every core: threads take orders from the front of one queue, and so does the main thread while
//! it has nothing else to do. The first thread is there from the beginning: it opens the cache while the engine starts, and
//! decodes what the program starts with.

use std::collections::VecDeque;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use parbake_engine::{Engine, Frontend};

use super::fetch::Shared;
use super::order::{Fetched, Order};
use super::prefetch::Decoded;
use super::source::Raw;

/// Native stack for parsing: the same on every thread, so that what nests too deep does so wherever it is compiled.
pub(crate) const PARSER_STACK_BYTES: usize = 16 << 20;

/// Room below the parser's for what surrounds it.
const STACK_MARGIN_BYTES: usize = 1 << 20;

/// A thread costs more than it gains while fewer orders than this wait.
const ORDERS_WORTH_A_THREAD: usize = 2;

/// The same of modules to be decoded, which takes less time.
const ROWS_WORTH_MORE_THREADS: u32 = 64;

const MOST_THREADS: usize = 7;

pub(crate) struct Pool {
    shared: Arc<Shared>,
    queue: Arc<Queue>,
    frontend: Frontend,
    sender: Sender<Fetched>,
    results: Receiver<Fetched>,
    threads: usize,
    /// Ordered and not handed out by [`Pool::next`] yet.
    outstanding: usize,
}

#[derive(Default)]
struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    orders: VecDeque<Order>,
}

/// Exit code of our own bugs, as of the command.
const BUG: i32 = 70;

/// What is made on the first thread while the engine starts on this one.
pub(crate) struct Starting<T> {
    queue: Arc<Queue>,
    sender: Sender<Fetched>,
    results: Receiver<Fetched>,
    engine: Sender<Engine>,
    made: Receiver<(Arc<Shared>, T)>,
    threads: usize,
}

impl<T: Send + 'static> Starting<T> {
    /// Begins with `prepare`, on another thread if there can be one. What it answers makes the pool's shared part once
    /// the engine has started.
    pub(crate) fn begin<F: FnOnce(Engine) -> (Shared, T) + Send + 'static>(
        prepare: impl FnOnce() -> F + Send + 'static,
    ) -> Self {
        let queue: Arc<Queue> = Arc::default();
        let (sender, results) = channel();
        let (engine, started) = channel();
        let (done, made) = channel();
        let (of_thread, answers) = (Arc::clone(&queue), sender.clone());
        let run = move || {
            let finish = prepare();
            // The main thread has gone: the process is ending.
            let Ok(engine) = started.recv() else { return };
            let (shared, rest) = finish(engine);
            let shared = Arc::new(shared);
            if done.send((Arc::clone(&shared), rest)).is_ok() {
                work(&shared, &of_thread, &answers);
            }
        };
        let threads = usize::from(spawn(run));
        Self { queue, sender, results, engine, made, threads }
    }

    /// Tells that the engine has started: from now on the thread can decode.
    pub(crate) fn engine_started(&self, engine: Engine) {
        // Without a thread there is nobody to tell.
        let _ = self.engine.send(engine);
    }

    /// The pool, once the first thread has made its shared part. `None` if there could be no thread.
    pub(crate) fn finish(self) -> Option<(Pool, T)> {
        let (shared, rest) = self.made.recv().ok()?;
        let mut pool = Pool::new(shared, self.queue, self.sender, self.results);
        pool.threads = self.threads;
        if pool.shared.known().is_some_and(|known| known.start_rows().end >= ROWS_WORTH_MORE_THREADS) {
            pool.start_threads();
        }
        Some((pool, rest))
    }
}

impl Pool {
    /// A pool without threads yet.
    pub(crate) fn of(shared: Shared) -> Self {
        let (sender, results) = channel();
        Self::new(Arc::new(shared), Arc::default(), sender, results)
    }

    fn new(shared: Arc<Shared>, queue: Arc<Queue>, sender: Sender<Fetched>, results: Receiver<Fetched>) -> Self {
        let frontend = Frontend::new(&shared.engine, PARSER_STACK_BYTES);
        Self { shared, queue, frontend, sender, results, threads: 0, outstanding: 0 }
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    /// A module that the program starts with, out of its pack.
    pub(crate) fn take_prefetched(&mut self, row: u32) -> Option<Decoded> {
        self.shared.prefetch.take(&self.shared, &mut self.frontend, row)
    }

    /// Decodes everything that the program's pack starts with, on this thread.
    pub(crate) fn decode_all(&mut self) {
        while self.shared.prefetch.advance(&self.shared, &mut self.frontend) {}
    }

    /// Takes orders, all at once: waking a thread costs a system call.
    pub(crate) fn submit(&mut self, orders: impl IntoIterator<Item = Order>) {
        let mut state = self.queue.lock();
        let before = state.orders.len();
        state.orders.extend(orders);
        let waiting = state.orders.len();
        drop(state);
        if waiting == before {
            return;
        }
        self.outstanding += waiting - before;
        if waiting >= ORDERS_WORTH_A_THREAD {
            self.start_threads();
        }
        self.queue.changed.notify_all();
    }

    /// Fetches one module on this thread, before all that is ordered.
    pub(crate) fn fetch_here(&mut self, mut order: Order) -> Fetched {
        loop {
            match self.shared.fetch(&mut self.frontend, order) {
                ControlFlow::Break(fetched) => return fetched,
                ControlFlow::Continue(later) => order = later,
            }
        }
    }

    /// Makes a module of bytes that were read, on this thread.
    pub(crate) fn fetch_bytes_here(&mut self, order: &Order, raw: Raw) -> Fetched {
        let fetched = self.shared.fetch_bytes(&mut self.frontend, order, raw, None);
        fetched.expect("what hooks look at is not shared with other processes")
    }

    /// Makes a module of a text that the program's hooks gave, on this thread.
    pub(crate) fn make_here(&mut self, order: &Order, format: &str, text: String) -> Fetched {
        self.shared.compile_hooked(&mut self.frontend, order, format, text)
    }

    /// The parser of this thread.
    pub(crate) fn frontend(&mut self) -> &mut Frontend {
        &mut self.frontend
    }

    /// The next module that is fetched, in no particular order; `None` when nothing is under way.
    pub(crate) fn next(&mut self) -> Option<Fetched> {
        if self.outstanding == 0 {
            return None;
        }
        self.outstanding -= 1;
        loop {
            if let Ok(fetched) = self.results.try_recv() {
                return Some(fetched);
            }
            let order = self.queue.lock().orders.pop_front();
            match order.map(|order| self.shared.fetch(&mut self.frontend, order)) {
                Some(ControlFlow::Break(fetched)) => return Some(fetched),
                Some(ControlFlow::Continue(order)) => self.queue.lock().orders.push_back(order),
                // An order is with a thread, which answers it; this end keeps a sender, so the channel stays open.
                None => return self.results.recv().ok(),
            }
        }
    }

    /// Starts as many threads as there can be to advantage.
    fn start_threads(&mut self) {
        let jobs = self.shared.jobs.unwrap_or_else(usual_jobs);
        while self.threads + 1 < jobs {
            let (shared, queue, sender) = (Arc::clone(&self.shared), Arc::clone(&self.queue), self.sender.clone());
            if !spawn(move || work(&shared, &queue, &sender)) {
                break; // the main thread fetches alone
            }
            self.threads += 1;
        }
    }
}

/// Whether there could be a thread. What panics on it is a bug of ours, and others may be waiting for what it was about to
/// answer: it ends the process.
fn spawn(work: impl FnOnce() + Send + 'static) -> bool {
    let builder = thread::Builder::new().name("modules".to_owned());
    let guarded = || panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Engine::exit(BUG));
    builder.stack_size(PARSER_STACK_BYTES + STACK_MARGIN_BYTES).spawn(guarded).is_ok()
}

impl Queue {
    /// A thread that panicked left the queue as it was: every change to it is one call.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One for each core.
fn usual_jobs() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS + 1)
}

/// Orders come first: for these, somebody is waiting.
fn work(shared: &Shared, queue: &Queue, sender: &Sender<Fetched>) {
    let mut frontend = Frontend::new(&shared.engine, PARSER_STACK_BYTES);
    loop {
        let order = queue.lock().orders.pop_front();
        let order = match order {
            Some(order) => order,
            None if shared.prefetch.advance(shared, &mut frontend) => continue,
            None => take_order(queue),
        };
        match shared.fetch(&mut frontend, order) {
            ControlFlow::Continue(order) => queue.lock().orders.push_back(order),
            ControlFlow::Break(fetched) => {
                if sender.send(fetched).is_err() {
                    return;
                }
            }
        }
    }
}

fn take_order(queue: &Queue) -> Order {
    let mut state = queue.lock();
    loop {
        if let Some(order) = state.orders.pop_front() {
            return order;
        }
        state = queue.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
    }
}
