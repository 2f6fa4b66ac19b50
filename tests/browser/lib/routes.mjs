// The table of routes, read from its source, and which of them a walk has come by.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './env.mjs';

const source = (file) => readFileSync(path.join(ROOT, 'crates/web/src', file), 'utf8');

/** Every route: method, path as the router reads it, role. */
export function routes() {
  const rows = [...source('routes.rs').matchAll(/^ {4}(GET|POST) +"([^"]+)" +(\w+) +(\w+) +[\w:]+(?:, [\w:]+)?;$/gm)];
  return rows.map(([, method, address, role, kind]) => ({ method, address, role, kind }));
}

/** The routes of the site for who is threatened by somebody close, as `variant.rs` makes them. */
export function nearRoutes() {
  const closed = /CLOSED: \[&str; \d+\] =\s*\[([^\]]+)\]/.exec(source('variant.rs'))[1];
  return routes()
    .filter(({ role, kind, address }) => role === 'Visitor' && kind !== 'Ops' && !closed.includes(`"${address}"`))
    .map((route) => ({ ...route, address: `/2${route.address === '/' ? '' : route.address}` }));
}

/** The route that an address belongs to: one written out goes before one with a place for anything. */
function routeOf(all, asked) {
  const [method, address] = asked.split(' ');
  const parts = address.split('/');
  const fits = (route) => {
    const own = route.address.split('/');
    return route.method === method && own.length === parts.length && own.every((one, at) => one === parts[at] || one.startsWith('{'));
  };
  const open = (route) => (route.address.match(/\{/g) ?? []).length;
  return all.filter(fits).sort((a, b) => open(a) - open(b))[0];
}

/** The routes of pages that no copy came by, as `METHOD path`. Those for programs are shown by `crates/web/tests/it`. */
export function missed(copies) {
  const all = [...routes(), ...nearRoutes()];
  const seen = new Set(copies.flatMap((copy) => copy.asked).map((asked) => routeOf(all, asked)));
  return all.filter((route) => route.kind !== 'Call' && !seen.has(route)).map(({ method, address }) => `${method} ${address}`);
}
