import { type Activity, type Circumstances, circumstancesOf, signalBits } from '#shared/model/activity.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { Problem } from '#shared/model/problem.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import type { SaidForm } from './said.ts';
import type { Party } from './tables/activity.ts';

/**
 * What a commit carries, one JSON array a line: `["i", …]` an identity, `["r", …]` a source record, `["a", …]` an event,
 * `["t", …]` a tenant, `["p", …]` a problem, `["k", …]` marks of the source records that were read, `["m", …]` identities
 * that a newer file lists no more; where an import is withdrawn, `["x", …]` identities that are there no more and
 * `["u", …]` marks that are forgotten. The same lines stand inside the journal record while they are few, and in an object when they are many.
 */
export type PayloadLine =
  | IdentityLine
  | readonly ['r', unknown]
  | ActivityLine
  | readonly ['t', Tenant]
  | readonly ['p', Problem]
  | readonly ['k', string]
  | readonly ['m', missing: string, ids: readonly string[]]
  | readonly ['x', readonly string[]]
  | readonly ['u', string];

/** `said` is left out where it would say nothing new (`saidForm`), `missing` where it is empty. */
export type IdentityLine = readonly [
  'i',
  merged: Identity,
  raws: readonly (RawPlace | null)[],
  hash: string,
  said?: SaidForm | 0,
  missing?: string,
];

/** Line number, first byte and bytes of a raw record; with two more where it lies in the payload of an earlier commit. */
export type RawPlace =
  | readonly [entry: number, offset: number, bytes: number]
  | readonly [entry: number, offset: number, bytes: number, place: string, seq: number];

type PartyForm = null | string | readonly [string, IdentityId];
type ActivityLine = readonly [
  'a',
  at: number,
  tenant: string,
  human: PartyForm,
  live: 0 | 1,
  agents: readonly PartyForm[],
  client: PartyForm,
  action: string,
  object: string,
  denied: 0 | 1,
  reason: string,
  trace: string,
  how?: CircumstancesForm,
];
/** `signals` as bits; the whole is left out where the source says nothing of it. */
type CircumstancesForm = readonly [
  address: string,
  network: string,
  userAgent: string,
  credential: string,
  signals: number,
];

/** `stored` and the raw places are JSON already or nearly so: an identity is turned into text only once. */
export function identityLine(
  stored: string,
  raws: readonly (RawPlace | null)[],
  hash: string,
  said: SaidForm | null,
  missing: string,
): string {
  const missed = missing === '' ? '' : `,${JSON.stringify(missing)}`;
  const told = said !== null ? `,${JSON.stringify(said)}` : missed === '' ? '' : ',0';
  return `["i",${stored},${JSON.stringify(raws)},"${hash}"${told}${missed}]`;
}

/** Who said what, as an identity's line has it. */
export const saidOf = ([, , , , said]: IdentityLine): SaidForm | undefined => (said === 0 ? undefined : said);

export const missingLine = (missing: string, ids: readonly string[]): string => JSON.stringify(['m', missing, ids]);

export const rawLine = (raw: unknown): string => JSON.stringify(['r', raw]);
export const tenantLine = ({ id, vendor, name }: Tenant): string => JSON.stringify(['t', { id, vendor, name }]);
export const marksLine = (marks: string): string => JSON.stringify(['k', marks]);
export const unmarksLine = (marks: string): string => JSON.stringify(['u', marks]);
export const removedLine = (ids: readonly string[]): string => JSON.stringify(['x', ids]);

export const problemLine = ({ severity, code, message, file, record, field }: Problem): string =>
  JSON.stringify(['p', { severity, code, message, file, record, field }]);

export function activityLine(activity: Activity, tenant: Pick<Tenant, 'id'>): string {
  const how = circumstancesForm(activity);
  const line = [
    'a',
    activity.at,
    tenant.id,
    partyForm(activity.human),
    activity.humanLive ? 1 : 0,
    activity.agents.map(partyForm),
    partyForm(activity.client),
    activity.action,
    activity.object,
    activity.decision === 'denied' ? 1 : 0,
    activity.reason,
    activity.trace,
  ] as const satisfies ActivityLine;
  return JSON.stringify(how === null ? line : ([...line, how] satisfies ActivityLine));
}

export function activityOf(line: ActivityLine): { readonly activity: Activity; readonly tenant: string } {
  const [, at, tenant, human, live, agents, client, action, object, denied, reason, trace, how] = line;
  const activity: Activity = {
    at,
    human: partyOf(human),
    humanLive: live === 1,
    agents: agents.map((agent) => partyOf(agent) ?? { name: '', id: null }),
    client: partyOf(client),
    action,
    object,
    decision: denied === 1 ? 'denied' : 'allowed',
    reason,
    trace,
    ...(how === undefined ? {} : circumstancesOf(...how)),
  };
  return { activity, tenant };
}

/** Payloads are covered by the journal's hash chain: nothing but this file's own writing is ever read here. */
export function parsePayloadLine(text: string): PayloadLine {
  return trusted(JSON.parse(text));
}

export function trusted(line: unknown): PayloadLine {
  if (!Array.isArray(line) || typeof line[0] !== 'string') throw new Error('a payload line is no array');
  // See parsePayloadLine.
  return line as unknown as PayloadLine;
}

function circumstancesForm(of: Circumstances): CircumstancesForm | null {
  const { address = '', network = '', userAgent = '', credential = '' } = of;
  const bits = signalBits(of.signals);
  return `${address}${network}${userAgent}${credential}` === '' && bits === 0
    ? null
    : [address, network, userAgent, credential, bits];
}

function partyForm(party: Party | null): PartyForm {
  if (party === null) return null;
  return party.id === null ? party.name : [party.name, party.id];
}

function partyOf(form: PartyForm): Party | null {
  if (form === null) return null;
  return typeof form === 'string' ? { name: form, id: null } : { name: form[0], id: form[1] };
}
