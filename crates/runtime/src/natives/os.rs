//! What `node:os` asks of the machine.

use std::ffi::CString;
use std::net::{Ipv4Addr, Ipv6Addr};

use nix::ifaddrs::{InterfaceAddress, getifaddrs};
use nix::net::if_::InterfaceFlags;
use nix::sys::socket::SockaddrStorage;
use nix::unistd::{Uid, User};
use parbake_engine::{Arguments, Engine, Local, Scope, Thrown};
use rustix::io::Errno;
use rustix::process::{self, Pid};
use rustix::system::uname;
use rustix::time::{ClockId, clock_gettime};

use super::Functions;
use super::errno::{failure, outcome};
use crate::platform::machine;

pub(super) const FUNCTIONS: Functions = &[
    (c"names", names, 0),
    (c"memory", memory, 0),
    (c"uptime", uptime, 0),
    (c"loadAverage", load_average, 0),
    (c"processors", processors, 0),
    (c"parallelism", parallelism, 0),
    (c"libraryVersion", library_version, 0),
    (c"interfaces", interfaces, 0),
    (c"user", user, 0),
    (c"errorNumbers", super::error_numbers::error_numbers, 0),
    (c"getPriority", get_priority, 1),
    (c"setPriority", set_priority, 2),
];

/// `[type, hostname, release, version, machine]` (uname(2)).
fn names<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let names = uname();
    let texts = [names.sysname(), names.nodename(), names.release(), names.version(), names.machine()];
    scope.strings(texts.map(|text| text.to_string_lossy().into_owned()))
}

/// `[total, available]` in bytes.
fn memory<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let memory = machine::memory();
    let figures = [memory.total, memory.available].map(|bytes| scope.number(bytes as f64));
    scope.array(&figures)
}

/// Seconds since the system started, to the hundredth.
fn uptime<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let time = clock_gettime(ClockId::Boottime);
    let hundredths = (time.tv_sec as f64 * 100.0 + time.tv_nsec as f64 / 1e7).floor();
    Ok(scope.number(hundredths / 100.0))
}

/// Averages over 1, 5 and 15 minutes.
fn load_average<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let averages = machine::load_average().map(|average| scope.number(average));
    scope.array(&averages)
}

/// An array of `[model, speed, user, nice, sys, idle, irq]`: speed in MHz, times in milliseconds.
fn processors<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let mut all = Vec::new();
    for processor in machine::processors() {
        let mut row = vec![scope.string(&processor.model)?, scope.number(processor.mhz as f64)];
        row.extend(processor.times_ms.map(|time| scope.number(time as f64)));
        all.push(scope.array(&row)?);
    }
    scope.array(&all)
}

/// The version of the GNU C library; `undefined` on others.
fn library_version<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    match Engine::gnu_library_version() {
        Some(version) => scope.string(version),
        None => Ok(scope.undefined()),
    }
}

fn parallelism<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let count = std::thread::available_parallelism().map_or(1, usize::from);
    Ok(scope.number(count as f64))
}

/// An address as `os.networkInterfaces` shows it.
struct Address {
    address: String,
    netmask: String,
    prefix: u32,
    /// `None` for IPv4.
    scope_id: Option<u32>,
}

impl Address {
    fn of(interface: &InterfaceAddress) -> Option<Self> {
        let (address, netmask) = (interface.address.as_ref()?, interface.netmask.as_ref());
        if let Some(v4) = address.as_sockaddr_in() {
            let mask = netmask
                .and_then(SockaddrStorage::as_sockaddr_in)
                .map_or(Ipv4Addr::BROADCAST, nix::sys::socket::SockaddrIn::ip);
            let prefix = u32::from(mask).leading_ones();
            return Some(Self { address: v4.ip().to_string(), netmask: mask.to_string(), prefix, scope_id: None });
        }
        let v6 = address.as_sockaddr_in6()?;
        let mask = netmask
            .and_then(SockaddrStorage::as_sockaddr_in6)
            .map_or(Ipv6Addr::UNSPECIFIED, nix::sys::socket::SockaddrIn6::ip);
        let prefix = u128::from(mask).leading_ones();
        let scope_id = Some(v6.scope_id());
        Some(Self { address: v6.ip().to_string(), netmask: mask.to_string(), prefix, scope_id })
    }
}

fn hardware_address(interfaces: &[InterfaceAddress], name: &str) -> String {
    let found = interfaces.iter().filter(|interface| interface.interface_name == name).find_map(|interface| {
        let link = interface.address.as_ref()?.as_link_addr()?;
        link.addr()
    });
    found.unwrap_or_default().map(|byte| format!("{byte:02x}")).join(":")
}

/// An array of `[name, address, netmask, prefix, mac, internal, scope id or undefined]`, of interfaces that are up.
fn interfaces<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let all: Vec<InterfaceAddress> = getifaddrs().map(Iterator::collect).unwrap_or_default();
    let mut rows = Vec::new();
    let running = InterfaceFlags::IFF_UP | InterfaceFlags::IFF_RUNNING;
    for interface in all.iter().filter(|interface| interface.flags.contains(running)) {
        let Some(found) = Address::of(interface) else { continue };
        let mac = hardware_address(&all, &interface.interface_name);
        let row = [
            scope.string(&interface.interface_name)?,
            scope.string(&found.address)?,
            scope.string(&found.netmask)?,
            scope.number(found.prefix.into()),
            scope.string(&mac)?,
            scope.boolean(interface.flags.contains(InterfaceFlags::IFF_LOOPBACK)),
            match found.scope_id {
                Some(id) => scope.number(id.into()),
                None => scope.undefined(),
            },
        ];
        rows.push(scope.array(&row)?);
    }
    scope.array(&rows)
}

/// `[name, uid, gid, home, shell]` of the effective user, or what failed.
fn user<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let Ok(Some(user)) = User::from_uid(Uid::effective()) else { return failure(scope, Errno::NOENT) };
    let row = [
        scope.string(&user.name)?,
        scope.number(user.uid.as_raw().into()),
        scope.number(user.gid.as_raw().into()),
        scope.string(&user.dir.to_string_lossy())?,
        scope.string(&user.shell.to_string_lossy())?,
    ];
    scope.array(&row)
}

/// `getPriority(pid)`: 0 is this process.
fn get_priority<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let pid = scope.to_number(arguments.get(0))? as i32;
    match process_of(pid).and_then(process::getpriority_process) {
        Ok(priority) => Ok(scope.number(priority.into())),
        Err(errno) => failure(scope, errno),
    }
}

fn set_priority<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let pid = scope.to_number(arguments.get(0))? as i32;
    let priority = scope.to_number(arguments.get(1))? as i32;
    outcome(scope, process_of(pid).and_then(|pid| process::setpriority_process(pid, priority)))
}

fn process_of(pid: i32) -> Result<Option<Pid>, Errno> {
    match pid {
        0 => Ok(None),
        ..0 => Err(Errno::SRCH),
        _ => Ok(Pid::from_raw(pid)),
    }
}

/// The name that tools show for the process.
pub(super) fn set_title<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let title = scope.to_string(arguments.get(0))?;
    // Only the part before a zero byte can be shown at all; the system keeps 15 bytes.
    if let Ok(title) = CString::new(title.split('\0').next().unwrap_or_default()) {
        let _ = rustix::thread::set_name(&title);
    }
    Ok(scope.undefined())
}
