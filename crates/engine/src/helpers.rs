//! Threads for the engine's background work (optimised compilation, sweeping), created when the first task comes.

use std::ffi::c_void;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;

use crate::ffi;

/// A task pointer of the engine's, on its way to a helper thread.
struct Task(*mut c_void);

// SAFETY: js/HelperThreadAPI.h hands the task over to be run once on any other thread.
unsafe impl Send for Task {}

const STACK_BYTES: usize = 2 * 1024 * 1024;

/// What the engine is told and what there will be: within its own bounds, one a processor.
pub(crate) fn thread_count() -> usize {
    // SAFETY: asks the operating system; touches nothing of the engine's.
    unsafe { ffi::engine_processors() }.clamp(2, 8)
}

pub(crate) extern "C" fn run_helper(task: *mut c_void) {
    static QUEUE: OnceLock<Mutex<Sender<Task>>> = OnceLock::new();
    let queue = QUEUE.get_or_init(|| Mutex::new(start_threads()));
    let sender = queue.lock().expect("no helper panics while it holds the queue");
    sender.send(Task(task)).expect("helper threads live as long as the process");
}

fn start_threads() -> Sender<Task> {
    let (sender, receiver) = channel::<Task>();
    let receiver = Arc::new(Mutex::new(receiver));
    for _ in 0..thread_count() {
        let receiver = Arc::clone(&receiver);
        let spawned = thread::Builder::new()
            .name("js-helper".to_owned())
            .stack_size(STACK_BYTES)
            .spawn(move || run_tasks(&receiver));
        if spawned.is_err() {
            break; // fewer threads only mean slower background work
        }
    }
    sender
}

fn run_tasks(receiver: &Mutex<Receiver<Task>>) {
    loop {
        let next = receiver.lock().expect("no helper panics while it holds the queue").recv();
        let Ok(task) = next else { return };
        // SAFETY: the engine gave this task to be run exactly once.
        unsafe { ffi::engine_run_helper_task(task.0) };
    }
}
