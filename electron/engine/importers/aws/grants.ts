// What the policies of a principal let it do, one grant a statement: within its permissions boundary, and less what is
// denied for everything (IAM user guide, "Policy evaluation logic").
import type { Fields } from '#engine/importers/fields.ts';
import { blankGrant, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { Ref, World } from '#engine/importers/gather/source-object.ts';
import type { Delegation } from '#shared/model/delegation.ts';
import { unknown } from '#shared/model/fact.ts';
import type { Grant, GrantedScope } from '#shared/model/grant.ts';
import type { Account } from './account.ts';
import { type HeldPolicy, managed, policiesHeldBy } from './held-policies.ts';
import { ActionPatterns, covers, coversAction } from './patterns.ts';
import type { Statement } from './policies.ts';

/** Scopes of one statement: more are written by nobody; a hostile file may hold them. */
const mostScopes = 5_000;
/** Roles that one holder may become by name: beyond, its scopes say enough. */
const mostEdges = 1_000;
/** Resources that a grant names; the others are counted. */
const namedResources = 5;

interface Limits {
  readonly denied: ActionPatterns | null;
  /** null: there is none that could be read. */
  readonly boundary: { readonly name: string; readonly allowed: ActionPatterns } | null;
}

const noLimits: Limits = { denied: null, boundary: null };

interface Held {
  readonly grants: readonly Grant[];
  readonly delegations: readonly Delegation[];
}

interface Allowance {
  readonly grant: Grant;
  /** Patterns of ARNs; null: any. */
  readonly resources: readonly string[] | null;
}

export function heldBy(fields: Fields, ref: Ref, groups: readonly string[], account: Account, world: World): Held {
  const policies = policiesHeldBy(fields, groups, account, world);
  const boundary = boundaryOf(fields, account, world);
  const limits: Limits = {
    denied: deniedBy(
      [...policies.flatMap(({ statements }) => statements ?? []), ...(boundary?.statements ?? [])],
      account,
    ),
    boundary:
      boundary?.statements == null ? null : { name: boundary.name, allowed: allowedBy(boundary.statements, account) },
  };
  const suffix = boundary === null || limits.boundary !== null ? '' : `, within the unknown boundary ${boundary.name}`;
  const allowed = policies.flatMap((policy) => allowancesOf(policy, limits, fields, suffix));
  return { grants: allowed.map(({ grant }) => grant), delegations: edgesOf(allowed, ref, account, world, fields) };
}

/** One policy that stands alone: what limits it is not told. */
export const grantsOfAlone = (policy: HeldPolicy, fields: Fields): readonly Grant[] =>
  allowancesOf(policy, noLimits, fields, '').map(({ grant }) => grant);

function boundaryOf(fields: Fields, account: Account, world: World): Pick<HeldPolicy, 'name' | 'statements'> | null {
  const arn = fields.object('PermissionsBoundary')?.plain('PermissionsBoundaryArn') ?? '';
  if (arn === '') return null;
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  return { name, statements: managed(arn, name, fields.record, account, world) };
}

/** Where a boundary lists what it does not allow, nothing is cut: the scopes show the most that may be. */
const allowedBy = (statements: readonly Statement[], { budget }: Account): ActionPatterns =>
  new ActionPatterns(
    statements
      .filter(({ allows }) => allows)
      .flatMap(({ actions, notActions }) => (notActions.length > 0 ? ['*'] : actions)),
    budget,
  );

/** Denied whatever the resource and the circumstances are; other denials are counted. */
function deniedBy(statements: readonly Statement[], account: Account): ActionPatterns {
  const denials = statements.filter(({ allows }) => !allows);
  const whole = denials.filter(
    ({ resources, conditions, notActions }) =>
      resources.includes('*') && conditions.length === 0 && notActions.length === 0,
  );
  account.denials += denials.length - whole.length;
  return new ActionPatterns(
    whole.flatMap(({ actions }) => actions),
    account.budget,
  );
}

function allowancesOf(policy: HeldPolicy, limits: Limits, fields: Fields, suffix: string): readonly Allowance[] {
  const { id, name, origin, statements } = policy;
  const whole = (api: string, inside = id): Allowance => ({
    grant: { ...blankGrant, id: inside, resource: '*', scopes: scopesNamed([name], api), origin: origin + suffix },
    resources: [],
  });
  if (statements === null) return [whole('managed policy')];
  return statements
    .filter(({ allows }) => allows)
    .flatMap((statement): readonly Allowance[] => {
      const { notResources, resources } = statement;
      const inside = `${id}#${statement.id}`;
      const names = namesOf(statement, limits);
      if (names.length > mostScopes) {
        fields.complain('warning', 'import.counted_only', 'PolicyName', `${name} allows more than can be listed`);
        return [whole('policy', inside)];
      }
      if (names.length === 0) return [];
      const words = [origin, exceptions(statement), conditionsOf(statement), boundaryWord(limits), suffix];
      const resource = resourceOf(statement);
      const grant = { ...blankGrant, id: inside, resource, scopes: names.map(scopeNamed), origin: words.join('') };
      return [{ grant, resources: notResources.length > 0 ? null : resources }];
    });
}

function namesOf({ actions, notActions }: Statement, { denied, boundary }: Limits): readonly string[] {
  const names = new Set<string>();
  for (const action of notActions.length > 0 ? ['*'] : actions) {
    for (const name of boundary?.allowed.within(action) ?? [action]) if (denied?.cover(name) !== true) names.add(name);
    if (names.size > mostScopes) break;
  }
  return [...names];
}

const scopeNamed = (name: string): GrantedScope => ({
  name,
  api: name.includes(':') ? name.slice(0, name.indexOf(':')).toLowerCase() : '*',
  lastUsedAt: unknown('not_in_export'),
});

const listed = (texts: readonly string[]): string => {
  const rest = texts.length - namedResources;
  return texts.slice(0, namedResources).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
};

const resourceOf = ({ resources, notResources }: Statement): string =>
  notResources.length > 0 ? `* but ${listed(notResources)}` : listed(resources) || '*';

const exceptions = ({ notActions }: Statement): string =>
  notActions.length > 0 ? `, all but ${listed(notActions)}` : '';

const conditionsOf = ({ conditions }: Statement): string => (conditions.length > 0 ? `, if ${listed(conditions)}` : '');

const boundaryWord = ({ boundary }: Limits): string =>
  boundary === null ? '' : `, within the boundary ${boundary.name}`;

/** Roles that let everybody of their account in whose own policies do: the edge runs to who may call sts:AssumeRole. */
function edgesOf(
  allowed: readonly Allowance[],
  holder: Ref,
  { openRoles, budget }: Account,
  world: World,
  fields: Fields,
): readonly Delegation[] {
  const able = allowed.filter(({ grant }) => grant.scopes.some(({ name }) => coversAction(name, 'sts:AssumeRole')));
  const patterns = able.some(({ resources }) => resources === null)
    ? ['*']
    : able.flatMap(({ resources }) => resources ?? []);
  const to = world.idOf(holder);
  const edges: Delegation[] = [];
  for (const { ref, arn } of patterns.length === 0 ? [] : openRoles) {
    if (budget.left <= 0 || edges.length > mostEdges) break;
    budget.left -= patterns.length;
    const reaches = ref.tenant?.id === holder.tenant?.id && patterns.some((pattern) => covers(pattern, arn));
    const from = world.idOf(ref);
    if (reaches && from !== to) edges.push({ kind: 'impersonate', from, to, scopes: ['sts:AssumeRole'] });
  }
  if (edges.length > mostEdges) {
    const message = `more than ${mostEdges} roles can be assumed by it: ${mostEdges} are shown`;
    fields.complain('info', 'import.counted_only', 'Arn', message);
  }
  return edges.slice(0, mostEdges);
}
