import type { CodedTexts } from '#engine/query/forms/text.ts';
import type { DictionaryColumn } from '#engine/store/columns.ts';
import { missingSince } from '#engine/store/missing.ts';
import type { Workspace } from '#engine/store/store.ts';
import { type ActivityTable, chainOf, partyOf } from '#engine/store/tables/activity.ts';
import { setOf } from '#engine/store/tables/text-set.ts';
import type { Circumstances } from '#shared/model/activity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { ActivityColumns, IdentityColumns, LaneColumn } from './picture.ts';
import { tenantLabels } from './tenant-labels.ts';

/** Owners by the word of analysts, by row: it counts before what sources say. */
export type AssignedLabels = ReadonlyMap<number, string>;
const nobody: AssignedLabels = new Map();

/** The store's tables as the views read them; valid until the next commit. */
export function identityColumnsOf(
  { identities, tenants }: Pick<Workspace, 'identities' | 'tenants'>,
  assigned: AssignedLabels = nobody,
): IdentityColumns {
  const facts = identities.facts();
  const { columns, derived } = identities;
  const labels = tenantLabels(tenants.values());
  return {
    ...facts,
    length: identities.length,
    credentials: columns.credentials.view(),
    firstSeq: columns.firstSeq.view(),
    seq: columns.seq.view(),
    value: derived.score.view(),
    low: derived.low.view(),
    high: derived.high.view(),
    confidence: derived.confidence.view(),
    power: derived.power.view(),
    exposure: derived.exposure.view(),
    band: derived.band.view(),
    findings: derived.findings.view(),
    humanOf: derived.humanOf.view(),
    accounts: derived.accounts.view(),
    texts: {
      tenant: codedTexts(columns.tenant, (id) => [id, tenants.get(id)?.name ?? id]),
      vendor: codedTexts(columns.tenant, (id) => [tenants.get(id)?.vendor ?? '']),
      environment: codedTexts(columns.environment, one),
      owner: ownerTexts(columns.ownerLabel, assigned),
      scope: heldTexts(columns.scopes, identities.heldScopes),
      credential: codedTexts(columns.credentialKinds, setOf),
      file: codedTexts(columns.files, setOf),
    },
    id: (row) => identities.idOf(row),
    externalId: (row) => columns.externalId.at(row),
    name: (row) => columns.name.at(row),
    vendorKind: (row) => columns.vendorKind.at(row),
    tenantId: (row) => columns.tenant.at(row),
    environment: (row) => columns.environment.at(row),
    ownerLabel: (row) => assigned.get(row) ?? columns.ownerLabel.at(row),
    missingSince: (row) => missingSince(columns.streams.at(row), columns.missing.at(row)),
    onBehalfName(row) {
      const human = identities.heldHuman.get(row) ?? columns.onBehalfId.at(row);
      const humanRow = human === '' ? -1 : identities.rowOf(human);
      return (
        (humanRow < 0 && !identities.heldHuman.has(row) ? columns.onBehalfName.at(row) : columns.name.at(humanRow)) ||
        null
      );
    },
    search: (row) => `${columns.search.at(row)}${assigned.has(row) ? ` ${assigned.get(row)?.toLowerCase()}` : ''}`,
    rowOf(id) {
      const row = identities.rowOf(id);
      return row < 0 ? undefined : row;
    },
    tenantName: (id) => labels.get(id) ?? id,
  };
}

/** Text of a dictionary to the texts that it stands for. */
function codedTexts(
  { codes, strings }: Pick<DictionaryColumn, 'codes' | 'strings'>,
  textsOf: (text: string) => readonly string[],
): CodedTexts {
  return { codes: codes.view(), textsAt: (code) => textsOf(strings[code] ?? '') };
}

/** Scopes, and those of rows that hold fewer than their records list. */
function heldTexts({ codes, strings }: DictionaryColumn, held: ReadonlyMap<number, string>): CodedTexts {
  if (held.size === 0) return codedTexts({ codes, strings }, setOf);
  const keys: string[] = [];
  const own = Uint32Array.from(codes.view());
  for (const [row, key] of held) own[row] = strings.length + keys.push(key) - 1;
  return { codes: own, textsAt: (code) => setOf(strings[code] ?? keys[code - strings.length] ?? '') };
}

function ownerTexts({ codes, strings }: DictionaryColumn, assigned: AssignedLabels): CodedTexts {
  const more: string[] = [];
  const own = assigned.size === 0 ? codes.view() : Uint32Array.from(codes.view());
  for (const [row, label] of assigned) own[row] = strings.length + more.push(label) - 1;
  return {
    codes: own,
    textsAt(code) {
      const label = strings[code] ?? more[code - strings.length] ?? '';
      return [...new Set([label, ...label.split(', ')])];
    },
  };
}
const one = (text: string): readonly string[] => (text === '' ? [] : [text]);

export function activityColumnsOf(workspace: Workspace): ActivityColumns {
  const { activity, identities } = workspace;
  const { columns } = activity;
  const parties = activity.resolve(identities);
  const lanes = lanesOf(activity);
  const actor = (row: number): number => {
    const agent = columns.lastAgent.codes.at(row);
    return (agent === 0 ? parties.client[columns.client.codes.at(row)] : parties.lastAgent[agent]) ?? -1;
  };
  return {
    length: activity.length,
    order: activity.order,
    at: columns.at.view(),
    ...lanes,
    denied: columns.decision.view(),
    live: columns.live.view(),
    origin: (row) => originOf(columns, row),
    concerns: (row, identity) =>
      parties.human[columns.human.codes.at(row)] === identity ||
      parties.client[columns.client.codes.at(row)] === identity ||
      (parties.chain[columns.chain.codes.at(row)]?.includes(identity) ?? false),
    acts: (row, identity) => identity === actor(row),
    actor,
    texts: {
      human: codedTexts(columns.human, (key) => one(nameOf(key))),
      agent: codedTexts(columns.chain, (key) => chainOf(key).map(({ name }) => name)),
      client: codedTexts(columns.client, (key) => one(nameOf(key))),
      action: codedTexts(columns.action, one),
      object: codedTexts(columns.object, one),
      reason: codedTexts(columns.reason, one),
      address: codedTexts(columns.address, one),
      network: codedTexts(columns.network, (text) => [...new Set([...one(text), ...text.split(' ')])]),
      userAgent: codedTexts(columns.userAgent, one),
      credential: codedTexts(columns.credential, one),
    },
    signals: columns.signals.view(),
    search(row) {
      const event = activity.activityAt(row);
      const { human, agents, client, action, object, reason, trace, address = '', userAgent = '' } = event;
      const names = [human?.name ?? '', ...agents.map((agent) => agent.name), client?.name ?? ''];
      return [...names, action, object, reason, trace, address, userAgent].join(' ').toLowerCase();
    },
    event(row) {
      const event = activity.activityAt(row);
      const seq = columns.seq.at(row);
      const idAt = (at: number | undefined): IdentityId | null =>
        at === undefined || at < 0 ? null : identities.idOf(at);
      return {
        at: event.at,
        human: event.human?.name ?? null,
        humanId: idAt(parties.human[columns.human.codes.at(row)]),
        humanLive: event.humanLive,
        agents: event.agents.map(({ name, id }) => ({ name, id: idAt(id === null ? -1 : identities.rowOf(id)) })),
        client: event.client?.name ?? null,
        action: event.action,
        object: event.object,
        decision: event.decision,
        reason: event.reason,
        trace: event.trace,
        origin: originOf(columns, row),
        seq: seq > 0 ? seq : null,
        ...circumstancesIn(event),
      };
    },
  };
}

const circumstancesIn = ({ address, network, userAgent, credential, signals }: Circumstances): Circumstances => ({
  ...(address !== undefined && { address }),
  ...(network !== undefined && { network }),
  ...(userAgent !== undefined && { userAgent }),
  ...(credential !== undefined && { credential }),
  ...(signals !== undefined && { signals }),
});

/** A journal record that names a tenant tells what others did there. */
function originOf({ seq, tenant }: ActivityTable['columns'], row: number): 'activity' | 'live' | 'journal' {
  if (seq.at(row) === 0) return 'activity';
  return tenant.at(row) === '' ? 'journal' : 'live';
}

type Lanes = Pick<ActivityColumns, 'human' | 'agent' | 'action'>;
const remembered = new WeakMap<ActivityTable, { readonly version: number; readonly lanes: Lanes }>();

/** Lanes go by name: what two sources call the same stands in one lane. */
function lanesOf(activity: ActivityTable): Lanes {
  const before = remembered.get(activity);
  if (before?.version === activity.version) return before.lanes;
  const { human, lastAgent, client, action } = activity.columns;
  const lanes = {
    human: nameLane(activity.length, (row) => human.codes.at(row), human.strings),
    agent: agentLane(activity.length, lastAgent, client),
    action: {
      code: action.codes.view(),
      names: action.strings,
      // Code 0 is the empty string.
      none: 0,
    },
  };
  remembered.set(activity, { version: activity.version, lanes });
  return lanes;
}

const nameOf = (key: string): string => partyOf(key)?.name ?? '';

function laneCodes(keys: readonly string[], names: string[], codes: Map<string, number>): Uint32Array {
  return Uint32Array.from(keys, (key) => {
    const name = nameOf(key);
    let code = codes.get(name);
    if (code === undefined) {
      code = names.push(name) - 1;
      codes.set(name, code);
    }
    return code;
  });
}

function nameLane(length: number, codeOf: (row: number) => number, keys: readonly string[]): LaneColumn {
  const names = [''];
  const translated = laneCodes(keys, names, new Map([['', 0]]));
  const code = new Uint32Array(length);
  for (let row = 0; row < length; row += 1) code[row] = translated[codeOf(row)] ?? 0;
  return { code, names, none: 0 };
}

interface Dictionary {
  readonly codes: { at(row: number): number };
  readonly strings: readonly string[];
}

/** Where no agent is named its client acted. */
function agentLane(length: number, agent: Dictionary, client: Dictionary): LaneColumn {
  const names = [''];
  const codes = new Map([['', 0]]);
  const agents = laneCodes(agent.strings, names, codes);
  const clients = laneCodes(client.strings, names, codes);
  const code = new Uint32Array(length);
  for (let row = 0; row < length; row += 1) {
    code[row] = agents[agent.codes.at(row)] || (clients[client.codes.at(row)] ?? 0);
  }
  return { code, names, none: 0 };
}

/** What an identity itself did and was let do since an instant, and how often: activity names the scope as its action. */
export function callsSince(
  picture: { readonly activity: ActivityColumns },
  identity: number,
  since: number,
): Map<string, number> {
  const { activity } = picture;
  const calls = new Map<string, number>();
  for (let index = activity.length - 1; index >= 0; index -= 1) {
    const row = activity.order[index] ?? 0;
    if ((activity.at[row] ?? 0) < since) break;
    if (activity.denied[row] === 1 || !activity.acts(row, identity)) continue;
    const action = activity.action.names[activity.action.code[row] ?? 0] ?? '';
    calls.set(action, (calls.get(action) ?? 0) + 1);
  }
  return calls;
}
