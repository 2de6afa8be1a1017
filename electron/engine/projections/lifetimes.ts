import type { WatchRequest, WatchView } from '#shared/contract/contract.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { type IdentityKind, identityKinds } from '#shared/model/identity.ts';
import { lifetimeBin, lifetimeEdges } from './axis.ts';
import { inventoryRowOf } from './inventory-row.ts';
import { rotationDays } from './mark.ts';
import { orderRows } from './order.ts';
import type { Picture } from './picture.ts';
import { selectRows } from './selection.ts';
import { shorterLifetimes } from './shorter-lifetimes.ts';

type View = WatchView<'lifetimes.view'>;
type PerKind = Partial<Record<IdentityKind, number>>;
const calendarDays = 90;
const longestRows = 50;

/** How long identities live, what ends soon and how old their secrets are. */
export function lifetimesView(picture: Picture, params: WatchRequest<'lifetimes.view'>): View {
  const rows = selectRows(picture, params.filter);
  const { identities } = picture;
  const kinds = identityKinds.length;
  const bins = lifetimeEdges.length - 1;
  const counts = new Uint32Array(bins * kinds);
  const never = new Uint32Array(kinds);
  const unknown = new Uint32Array(kinds);
  const all = new Uint32Array(kinds);
  let outside = 0;
  for (const row of rows) {
    const kind = identities.kind[row] ?? 0;
    const lifetime = identities.lifetime[row] ?? Number.NaN;
    bump(all, kind);
    if (lifetime > params.policySeconds) outside += 1;
    if (Number.isNaN(lifetime)) bump(unknown, kind);
    else if (lifetime === Number.POSITIVE_INFINITY) bump(never, kind);
    else bump(counts, lifetimeBin(lifetime) * kinds + kind);
  }
  const byLifetime = orderRows(picture, rows, { by: 'lifetime', descending: true });
  return {
    total: rows.length,
    bins: Array.from({ length: bins }, (_, bin) => ({
      from: lifetimeEdges[bin] ?? 0,
      to: lifetimeEdges[bin + 1] ?? 0,
      counts: perKind(counts.subarray(bin * kinds, (bin + 1) * kinds)),
    })),
    never: perKind(never),
    unknown: perKind(unknown),
    kinds: perKind(all),
    outside,
    shorter: shorterLifetimes(identities.lifetime, rows, params.policySeconds),
    expiring: expiring(picture, rows),
    rotation: rotation(picture, rows, params.rotationPolicyDays),
    longest: Array.from(byLifetime.subarray(0, longestRows), (row) => inventoryRowOf(identities, row)),
  };
}

const bump = (counts: Uint32Array, index: number): void => {
  counts[index] = (counts[index] ?? 0) + 1;
};

function perKind(counts: Uint32Array): PerKind {
  const result: PerKind = {};
  identityKinds.forEach((kind, code) => {
    const count = counts[code] ?? 0;
    if (count > 0) result[kind] = count;
  });
  return result;
}

function expiring(picture: Picture, rows: Uint32Array): View['expiring'] {
  const { now } = picture;
  const from = Math.floor(now / dayMs) * dayMs;
  const perDay = new Array<number>(calendarDays).fill(0);
  const within = { overdue: 0, in7: 0, in30: 0, in90: 0 };
  for (const row of rows) {
    const at = picture.identities.expiresAt[row] ?? Number.NaN;
    if (!Number.isFinite(at)) continue;
    const day = Math.floor((at - from) / dayMs);
    if (day >= 0 && day < calendarDays) perDay[day] = (perDay[day] ?? 0) + 1;
    if (at < now) within.overdue += 1;
    else {
      if (at < now + 7 * dayMs) within.in7 += 1;
      if (at < now + 30 * dayMs) within.in30 += 1;
      if (at < now + 90 * dayMs) within.in90 += 1;
    }
  }
  return { ...within, perDay, from };
}

/** Ages in days of the oldest secret, kind by kind. */
function rotation(picture: Picture, rows: Uint32Array, policyDays: number): View['rotation'] {
  const { identities, now } = picture;
  const ages = identityKinds.map(() => ({ known: [] as number[], unknown: 0 }));
  for (const row of rows) {
    const rotatedAt = identities.rotatedAt[row] ?? Number.NaN;
    const ofKind = ages[identities.kind[row] ?? 0];
    if (!ofKind) continue;
    if (Number.isNaN(rotatedAt)) ofKind.unknown += 1;
    else if (Number.isFinite(rotatedAt)) ofKind.known.push(rotationDays(rotatedAt, now));
  }
  return ages.flatMap(({ known, unknown }, code) => {
    const kind = identityKinds[code];
    if (kind === undefined || known.length + unknown === 0) return [];
    const sorted = Float64Array.from(known).sort();
    const quantile = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
    return {
      kind,
      count: sorted.length,
      unknown,
      p10: quantile(0.1),
      median: quantile(0.5),
      p90: quantile(0.9),
      overdue: sorted.filter((days) => days >= policyDays).length,
    };
  });
}
