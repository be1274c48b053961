//! Who the process is: users and groups.

use std::ffi::CString;

use nix::unistd::{self, Gid, Group, Uid, User};
use parbake_engine::{Arguments, Local, Scope, Thrown};
use rustix::io::Errno;
use rustix::process as system;

use super::Functions;
use super::errno::outcome;

pub(super) const FUNCTIONS: Functions = &[
    (c"userIds", user_ids, 0),
    (c"groups", groups, 0),
    (c"setUserId", set_user_id, 2),
    (c"setGroups", set_groups, 1),
    (c"initGroups", init_groups, 2),
    (c"userNamed", user_named, 1),
    (c"groupNamed", group_named, 1),
    (c"setTitle", super::os::set_title, 1),
];

/// `[uid, effective uid, gid, effective gid]`.
fn user_ids<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let ids =
        [system::getuid().as_raw(), system::geteuid().as_raw(), system::getgid().as_raw(), system::getegid().as_raw()];
    let ids = ids.map(|id| scope.number(id.into()));
    scope.array(&ids)
}

fn groups<'s>(scope: &mut Scope<'s>, _: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let groups = system::getgroups().unwrap_or_default();
    let groups: Vec<Local<'s>> = groups.iter().map(|group| scope.number(group.as_raw().into())).collect();
    scope.array(&groups)
}

/// `setUserId(which, id)`: 0 user, 1 effective user, 2 group, 3 effective group. `undefined`, or what failed.
fn set_user_id<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let which = scope.to_number(arguments.get(0))? as u32;
    let id = scope.to_number(arguments.get(1))? as u32;
    let result = match which {
        0 => unistd::setuid(Uid::from_raw(id)),
        1 => unistd::seteuid(Uid::from_raw(id)),
        2 => unistd::setgid(Gid::from_raw(id)),
        _ => unistd::setegid(Gid::from_raw(id)),
    };
    outcome(scope, result.map_err(errno))
}

fn errno(error: nix::Error) -> Errno {
    Errno::from_raw_os_error(error as i32)
}

/// `setGroups(ids)`: `undefined`, or what failed.
fn set_groups<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let mut groups = Vec::new();
    for index in 0..scope.array_length(arguments.get(0)).unwrap_or(0) {
        let group = scope.array_get(arguments.get(0), index)?;
        groups.push(Gid::from_raw(scope.to_number(group)? as u32));
    }
    outcome(scope, unistd::setgroups(&groups).map_err(errno))
}

/// `initGroups(user name, gid)`: `undefined`, or what failed.
fn init_groups<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let name = scope.to_string(arguments.get(0))?;
    let gid = Gid::from_raw(scope.to_number(arguments.get(1))? as u32);
    let name = CString::new(name).map_err(|_| Errno::INVAL);
    outcome(scope, name.and_then(|name| unistd::initgroups(&name, gid).map_err(errno)))
}

/// The user's number, or `undefined`.
fn user_named<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let name = scope.to_string(arguments.get(0))?;
    Ok(match User::from_name(&name) {
        Ok(Some(user)) => scope.number(user.uid.as_raw().into()),
        _ => scope.undefined(),
    })
}

/// The group's number, or `undefined`.
fn group_named<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let name = scope.to_string(arguments.get(0))?;
    Ok(match Group::from_name(&name) {
        Ok(Some(group)) => scope.number(group.gid.as_raw().into()),
        _ => scope.undefined(),
    })
}
