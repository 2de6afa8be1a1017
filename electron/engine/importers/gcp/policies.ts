// IAM policies: who holds which role on which resource, and under which condition.
import { type Fields, isObject } from '#engine/importers/fields.ts';
import { blankGrant } from '#engine/importers/gather/blank.ts';
import type { Contribution, Ref, Share, SourceObject, World } from '#engine/importers/gather/source-object.ts';
import { readInstant } from '#engine/importers/instants.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import type { Delegation } from '#shared/model/delegation.ts';
import type { Fact, Instant } from '#shared/model/fact.ts';
import type { Grant } from '#shared/model/grant.ts';
import { commonOf } from './accounts.ts';
import { addressOf, type Cloud, countIn } from './cloud.ts';
import { accountNamed, nameAsked, shortName } from './names.ts';
import { accountRef, groupKind, type Principal, principal } from './principals.ts';
import { powersOf, scopesOf } from './roles.ts';

/** Accounts that one holder may become, by name: beyond, its roles say enough. */
const mostEdges = 1_000;
const mostOfFile = 100_000;

/** Where the policy stands in what holds it. */
const places = ['iam_policy', 'iamPolicy', 'policy'] as const;
/** What says whose policy it is. */
const naming = ['name', 'asset_type', 'assetType', 'resource', 'fullResourceName', 'resourceId', 'id', 'type'] as const;

export const policyOf = (fields: Fields): Fields => {
  for (const place of places) {
    const policy = fields.object(place);
    if (policy !== null) return policy;
  }
  return fields;
};

/** '' where nothing says it. */
export function resourceOf(fields: Fields, asked: Asked | undefined): string {
  const name = fields.plain('name') || fields.plain('fullResourceName') || textAt(fields, 'resource');
  if (name !== '') return shortName(name);
  // Of a bucket, and of `gcloud projects get-ancestors-iam-policy`.
  const bucket = /^projects\/_\/buckets\/(.+)$/.exec(fields.plain('resourceId'))?.[1];
  if (bucket !== undefined) return `storage.googleapis.com/${bucket}`;
  const [type, id] = [fields.plain('type'), fields.plain('id')];
  if (/^(?:project|folder|organization)$/.test(type) && id !== '') return `${type}s/${id}`;
  return asked === undefined ? '' : nameAsked(asked.url);
}

const textAt = (fields: Fields, name: string): string =>
  typeof fields.raw(name) === 'string' ? fields.plain(name) : '';

interface Held {
  readonly principal: Principal;
  readonly at: string;
  readonly bindings: { readonly role: unknown; readonly condition?: unknown; readonly members: readonly string[] }[];
}

const keyOf = ({ namespace, externalId, tenant }: Ref): string => `${tenant?.id ?? ''} ${namespace} ${externalId}`;

/** What each principal of a policy holds, in the order of the file. */
function heldIn(policy: Fields, { tenantOf, groups }: Cloud): readonly Held[] {
  const held = new Map<string, Held>();
  for (const [index, binding] of policy.objects('bindings').entries()) {
    for (const [place, member] of (binding.texts('members') ?? []).entries()) {
      const found = principal(member, tenantOf);
      const group = groupKind(member);
      if (found === null) {
        if (group !== '') countIn(groups, group);
        else binding.complain('warning', 'import.unreadable_value', 'members', `${member} is no principal: left out`);
        continue;
      }
      const key = keyOf(found.ref);
      const one = held.get(key) ?? { principal: found, at: `.bindings[${index}].members[${place}]`, bindings: [] };
      const condition = binding.raw('condition');
      one.bindings.push({
        role: binding.raw('role'),
        ...(condition !== undefined && { condition }),
        members: [member],
      });
      held.set(key, one);
    }
  }
  return [...held.values()];
}

/** The first principal keeps the policy as it stands, each further one what is its own. */
function sharesOf(fields: Fields, cloud: Cloud): readonly Share[] {
  const policy = policyOf(fields);
  const names = naming.map((name) => [name, fields.raw(name)] as const);
  const own = Object.fromEntries(names.filter(([, value]) => typeof value === 'string' && value.length < 1_000));
  return heldIn(policy, cloud).map(({ principal: { ref }, at, bindings }, index): Share => {
    if (ref.namespace === 'service-account') cloud.accounts.add(ref.externalId);
    return index === 0 ? { ref, at: '' } : { ref, at, raw: { ...own, policy: { bindings } } };
  });
}

/** The end that a condition sets: `request.time < timestamp("2025-01-01T00:00:00Z")`, and nothing that would lift it. */
function endOf(expression: string): Fact<Instant | 'never'> {
  const end = /\brequest\.time\s*<=?\s*timestamp\(\s*["']([^"']+)["']\s*\)/.exec(expression)?.[1];
  if (end === undefined || /\|\||!/.test(expression)) return 'never';
  const read = readInstant(end);
  return read.is === 'instant' ? read.at : 'never';
}

function grantOf(binding: Fields, resource: string, cloud: Cloud): Grant {
  const role = binding.plain('role');
  const condition = binding.object('condition');
  const expression = condition?.plain('expression') ?? '';
  const only = condition === null ? '' : ` only if ${expression || condition.plain('title')}`;
  return {
    ...blankGrant,
    id: `${resource} ${role}${only}`.slice(0, 1_000),
    resource,
    scopes: scopesOf(role, cloud),
    origin: `binding of ${role}${only}`,
    expiresAt: endOf(expression),
  };
}

/** Assets are named by numbers: where the file says what they stand for, that counts. */
function calledById(resource: string, cloud: Cloud): string {
  const named = resource.replace(/^projects\/(\d+)(?=$|\/)/, (whole, number: string) => {
    const id = cloud.projects.get(number);
    return id === undefined ? whole : `projects/${id}`;
  });
  return named.replace(/(?<=\/serviceAccounts\/)\d+$/, (number) => addressOf(number, cloud));
}

/** The accounts that a policy's resource is, or holds. */
function accountsUnder(resource: string, cloud: Cloud): Iterable<string> {
  const named = accountNamed(resource);
  if (named !== null) return [addressOf(named.account, cloud)];
  if (/^(?:folders|organizations)\/\d+$/.test(resource)) return cloud.accounts.all();
  const project = /^projects\/([^/]+)$/.exec(resource)?.[1];
  if (project === undefined) return [];
  return cloud.accounts.in(project);
}

function edgesOf(binding: Fields, resource: string, holder: Ref, cloud: Cloud, world: World): readonly Delegation[] {
  const role = binding.plain('role');
  const kinds = powersOf(role, cloud);
  if (kinds.length === 0) return [];
  const to = world.idOf(holder);
  const edges: Delegation[] = [];
  const most = Math.min(mostEdges, mostOfFile - cloud.edges);
  for (const address of accountsUnder(resource, cloud)) {
    if (!address.includes('@') || address.includes('?uid=') || address === holder.externalId) continue;
    if (edges.length >= most) {
      const message = 'more accounts can be taken over by this binding than are shown: its role says enough';
      binding.complain('info', 'import.counted_only', 'role', message);
      break;
    }
    const from = world.idOf(accountRef(address, cloud.tenantOf));
    for (const kind of kinds) edges.push({ kind, from, to, scopes: [role] });
  }
  cloud.edges += edges.length;
  return edges;
}

function contributionOf({ ref, name, vendorKind, builtIn, deleted }: Principal): Contribution {
  const isAccount = ref.namespace === 'service-account';
  return {
    vendorKind,
    ...(isAccount && commonOf(ref.externalId.split('?', 1)[0] ?? '')),
    name,
    builtIn,
    ...(ref.kind === 'workload' && { autonomy: 'unattended' as const }),
    ...(ref.namespace === 'everyone' && { description: 'whoever reaches the resource' }),
    ...(deleted && { status: 'retired' as const }),
  };
}

export const policy: SourceObject<Cloud> = {
  kind: 'policy',
  idMember: 'bindings',
  // A policy that names no resource is told by where it stands.
  id: (fields, asked) => resourceOf(fields, asked) || fields.record,
  shares: sharesOf,
  read({ fields, ref, at, asked }, cloud, world) {
    let resource = calledById(resourceOf(fields, asked), cloud);
    if (resource === '') {
      resource = world.tenant.name;
      const message = `the policy does not say whose it is: taken for that of ${resource}`;
      if (at === '') world.remark('import.guessed', fields.record, message);
    }
    const grants: Grant[] = [];
    const delegations: Delegation[] = [];
    let whose: Principal | null = null;
    for (const binding of policyOf(fields).objects('bindings')) {
      const found = (binding.texts('members') ?? [])
        .map((member) => principal(member, cloud.tenantOf))
        .find((one) => one !== null && keyOf(one.ref) === keyOf(ref));
      if (found === undefined || found === null) continue;
      whose ??= found;
      grants.push(grantOf(binding, resource, cloud));
      delegations.push(...edgesOf(binding, resource, ref, cloud, world));
    }
    return whose === null ? {} : { ...contributionOf(whose), grants, delegations };
  },
};

/** Has the shape of a policy or of what holds one. */
export const isPolicy = (fields: Fields): boolean =>
  places.some((place) => isObject(fields.raw(place))) || Array.isArray(fields.raw('bindings'));
