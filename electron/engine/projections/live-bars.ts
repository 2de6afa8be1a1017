import type { WatchRequest, WatchView } from '#shared/contract/contract.ts';
import type { LiveBar } from '#shared/contract/live.ts';
import type { Instant } from '#shared/model/fact.ts';
import { identityStatuses } from '#shared/model/identity.ts';
import type { Picture } from './picture.ts';
import { selectRows } from './selection.ts';

type Bars = WatchView<'live.bars'>;

/** What the local issuer says of the selection; null: there is none. */
export interface IssuerBars {
  readonly now: Instant;
  readonly bars: readonly LiveBar[];
  readonly families: number;
  readonly believed: number;
  readonly leftOut: number;
}

/** Sessions of one identity whose end is known; reads its record from the disk, so it is asked of what is unfolded. */
export type ExplainSessions = (row: number) => readonly {
  readonly key: string;
  readonly label: string;
  readonly since: Instant | null;
  readonly until: Instant;
}[];

/** Rows of the selection: what the filter lets through, or the identities that are named. */
export function selectedRows(
  picture: Picture,
  { filter, identities }: Pick<WatchRequest<'live.bars'>, 'filter' | 'identities'>,
): ArrayLike<number> {
  if (identities === null) return selectRows(picture, filter);
  return identities.flatMap((id) => picture.identities.rowOf(id) ?? []);
}

export function liveBars(
  picture: Picture,
  issuer: IssuerBars | null,
  explain: ExplainSessions,
  params: WatchRequest<'live.bars'>,
): Bars {
  const { identities, now } = picture;
  const toggled = new Set(params.toggled);
  const sessions = { dated: 0, endless: 0, unknown: 0 };
  const dated: number[] = [];
  const rows = selectedRows(picture, params);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const end = identities.sessionEnd[row] ?? Number.NEGATIVE_INFINITY;
    if (Number.isNaN(end)) sessions.unknown += 1;
    else if (end === Number.POSITIVE_INFINITY) sessions.endless += 1;
    else if (end > now) dated.push(row);
  }
  sessions.dated = dated.length;
  dated.sort((one, other) => (identities.sessionEnd[one] ?? 0) - (identities.sessionEnd[other] ?? 0) || one - other);
  const shown = unfolded(issuer?.bars ?? [], toggled);
  const bars: LiveBar[] = [...shown];
  for (const row of dated) bars.push(...sessionBars(picture, row, toggled, explain));
  const first = Math.min(params.first, bars.length);
  return {
    now: { issuer: issuer?.now ?? now, workspace: now },
    total: bars.length,
    first,
    rows: bars.slice(first, first + params.count),
    families: (issuer?.families ?? 0) + dated.length,
    tokens: issuer?.bars.length ?? 0,
    believed: issuer?.believed ?? 0,
    leftOut: issuer?.leftOut ?? 0,
    sessions,
  };
}

/** Families stand open until somebody folds them. */
function unfolded(bars: readonly LiveBar[], toggled: ReadonlySet<string>): LiveBar[] {
  const shown: LiveBar[] = [];
  for (let at = 0; at < bars.length; at += 1) {
    const bar = bars[at];
    if (bar === undefined) break;
    const folded = bar.below > 0 && toggled.has(bar.key);
    shown.push(folded ? { ...bar, folded } : bar);
    if (folded) at += bar.below;
  }
  return shown;
}

/** The sessions of an identity are one bar, up to the last of their ends, until somebody unfolds them. */
function sessionBars(
  { identities, now }: Picture,
  row: number,
  toggled: ReadonlySet<string>,
  explain: ExplainSessions,
): LiveBar[] {
  const id = identities.id(row);
  const isOpen = toggled.has(id);
  const common = { clock: 'workspace', identity: id, jti: null, rotations: 0, death: null } as const;
  const each = isOpen ? explain(row).filter(({ until }) => until > now) : [];
  const head: LiveBar = {
    ...common,
    key: id,
    what: 'sessions',
    label: identities.name(row),
    onBehalf: identities.onBehalfName(row) ?? '',
    indent: 0,
    below: isOpen ? each.length : 1,
    folded: !isOpen,
    from: null,
    until: identities.sessionEnd[row] ?? now,
  };
  const below = each.map(
    ({ key, label, since, until }): LiveBar => ({
      ...common,
      key: `${id} ${key}`,
      what: 'session',
      label,
      onBehalf: '',
      indent: 1,
      below: 0,
      folded: false,
      from: since,
      until,
    }),
  );
  return [head, ...below];
}

type ResidualView = WatchView<'live.residual'>;

const mostRows = 500;
const [disabled, expired] = [identityStatuses.indexOf('disabled'), identityStatuses.indexOf('expired')];

/** Who still believes in what is dead: the tokens of the local issuer, and identities that are off while theirs may live. */
export function residualView(
  picture: Picture,
  issuer: { readonly now: Instant; readonly rows: readonly ResidualView['rows'][number][] } | null,
  params: WatchRequest<'live.residual'>,
  issuerTenant: string | null,
): ResidualView {
  const { identities, now } = picture;
  const off: ResidualView['off'] = [];
  let unknown = 0;
  const rows = selectedRows(picture, params);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const status = identities.status[row] ?? 0;
    const end = identities.residualUntil[row] ?? Number.NEGATIVE_INFINITY;
    if ((status !== disabled && status !== expired) || end <= now) continue;
    // Of its own clients the issuer knows each token.
    if (identities.tenantId(row) === issuerTenant) continue;
    if (Number.isNaN(end)) unknown += 1;
    const tenant = identities.tenantName(identities.tenantId(row));
    off.push({
      identity: identities.id(row),
      name: identities.name(row),
      tenant,
      until: Number.isNaN(end) ? null : end,
    });
  }
  const running = off.flatMap(({ until }) => until ?? []);
  off.sort((one, other) => (one.until ?? Number.POSITIVE_INFINITY) - (other.until ?? Number.POSITIVE_INFINITY));
  const tokens = new Set(issuer?.rows.map(({ jti }) => jti));
  return {
    now: { issuer: issuer?.now ?? now, workspace: now },
    tokens: tokens.size,
    until: issuer?.rows.at(-1)?.until ?? null,
    rows: issuer?.rows.slice(0, mostRows) ?? [],
    identities: {
      count: running.length,
      until: running.length === 0 ? null : running.reduce((last, at) => Math.max(last, at)),
    },
    unknown,
    off: off.slice(0, mostRows),
  };
}
