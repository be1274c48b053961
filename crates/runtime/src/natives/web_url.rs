//! The URL class, over the `url` crate: https://url.spec.whatwg.org/.

use std::net::IpAddr;

use parbake_engine::{Arguments, Local, Scope, Thrown};
use url::{Host, Url, quirks};

use super::Functions;

pub(super) const FUNCTIONS: Functions = &[
    (c"urlParse", url_parse, 2),
    (c"urlSet", url_set, 3),
    (c"domainToASCII", domain_to_ascii, 1),
    (c"domainToUnicode", domain_to_unicode, 1),
    (c"ipVersion", ip_version, 1),
];

/// The getters of the class, in the order that js/url/url.js reads them.
fn parts(url: &Url) -> [String; 11] {
    [
        quirks::href(url).to_owned(),
        quirks::protocol(url).to_owned(),
        quirks::username(url).to_owned(),
        quirks::password(url).to_owned(),
        quirks::host(url).to_owned(),
        quirks::hostname(url).to_owned(),
        quirks::port(url).to_owned(),
        quirks::pathname(url).to_owned(),
        quirks::search(url).to_owned(),
        quirks::hash(url).to_owned(),
        quirks::origin(url),
    ]
}

fn parse(input: &str, base: Option<&str>) -> Option<Url> {
    let url = match base {
        None => Url::parse(input).ok()?,
        Some(base) => Url::parse(base).ok()?.join(input).ok()?,
    };
    Some(with_escaped_carets(url))
}

/// The standard percent-encodes "^" in paths since 2023, the crate does not yet.
fn with_escaped_carets(mut url: Url) -> Url {
    if !url.cannot_be_a_base() && url.path().contains('^') {
        let path = url.path().replace('^', "%5E");
        url.set_path(&path);
    }
    url
}

/// Sets one property as its setter in the standard does; a value that is refused changes nothing.
fn assign(url: &mut Url, property: &str, value: &str) {
    // The setters of the crate say whether they refused the value; the class does not.
    let _accepted = match property {
        "protocol" => quirks::set_protocol(url, value),
        "username" => quirks::set_username(url, value),
        "password" => quirks::set_password(url, value),
        "host" => quirks::set_host(url, value),
        "hostname" => quirks::set_hostname(url, value),
        "port" => quirks::set_port(url, value),
        "pathname" => {
            quirks::set_pathname(url, value);
            Ok(())
        }
        "search" => {
            quirks::set_search(url, value);
            Ok(())
        }
        "hash" => {
            quirks::set_hash(url, value);
            Ok(())
        }
        _ => Err(()),
    };
}

fn answer<'s>(scope: &mut Scope<'s>, url: Option<Url>) -> Result<Local<'s>, Thrown> {
    match url {
        Some(url) => scope.strings(parts(&url)),
        None => Ok(scope.undefined()),
    }
}

/// `urlParse(input, base)`: the parts, or `undefined` for what is no URL.
fn url_parse<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let input = scope.to_string(arguments.get(0))?;
    let base = if scope.is_nullish(arguments.get(1)) { None } else { Some(scope.to_string(arguments.get(1))?) };
    answer(scope, parse(&input, base.as_deref()))
}

/// `urlSet(href, property, value)`: the parts afterwards.
fn url_set<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let href = scope.to_string(arguments.get(0))?;
    let property = scope.to_string(arguments.get(1))?;
    let value = scope.to_string(arguments.get(2))?;
    let url = Url::parse(&href).ok().map(|mut url| {
        assign(&mut url, &property, &value);
        with_escaped_carets(url)
    });
    answer(scope, url)
}

/// The ASCII form of a domain, "" for what is none.
fn domain_to_ascii<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let domain = scope.to_string(arguments.get(0))?;
    // Not `quirks::domain_to_ascii`, which takes an address for no domain.
    scope.string(&Host::parse(&domain).map(|host| host.to_string()).unwrap_or_default())
}

/// The Unicode form of a domain, "" for what is none.
fn domain_to_unicode<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let domain = scope.to_string(arguments.get(0))?;
    scope.string(&quirks::domain_to_unicode(&domain))
}

/// `ipVersion(text)`: 4 or 6 for an address, 0 for anything else.
fn ip_version<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let text = scope.to_string(arguments.get(0))?;
    let version = match text.parse() {
        Ok(IpAddr::V4(_)) => 4,
        Ok(IpAddr::V6(_)) => 6,
        Err(_) => 0,
    };
    Ok(scope.number(f64::from(version)))
}

#[cfg(test)]
mod tests {
    use super::{assign, parse, parts};

    #[test]
    fn a_relative_reference_is_joined_to_its_base() {
        let url = parse("../c?d#e", Some("http://user@host:81/a/b")).unwrap();
        let expected = ["http://user@host:81/c?d#e", "http:", "user", "", "host:81", "host", "81", "/c", "?d", "#e"];
        assert_eq!(parts(&url)[..10], expected);
        assert_eq!(parts(&url)[10], "http://host:81");
    }

    #[test]
    fn carets_in_paths_are_escaped() {
        assert_eq!(parse("http://host/a^b?c^d#e^f", None).unwrap().as_str(), "http://host/a%5Eb?c^d#e^f");
    }

    #[test]
    fn a_refused_value_changes_nothing() {
        let mut url = parse("http://host/", None).unwrap();
        assign(&mut url, "port", "x");
        assign(&mut url, "protocol", "1nvalid");
        assert_eq!(url.as_str(), "http://host/");
    }
}
