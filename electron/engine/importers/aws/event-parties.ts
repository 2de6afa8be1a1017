// Who acted, by the user identity of an event (CloudTrail user guide, "userIdentity element").
import type { Fields } from '#engine/importers/fields.ts';
import type { Ref, World } from '#engine/importers/gather/source-object.ts';
import type { Activity } from '#shared/model/activity.ts';
import { lastOf, principalRef, readArn, roleRef, rootRef, serviceRef, type TenantOf, userRef } from './arns.ts';

type Party = NonNullable<Activity['client']>;
type IdOf = World['idOf'];

export type Parties = Pick<Activity, 'human' | 'humanLive' | 'agents' | 'client'>;

export interface Scene {
  readonly identity: Fields;
  /** In which the event was recorded. */
  readonly account: string;
  /** The event itself says that somebody sat at a console. */
  readonly atConsole: boolean;
  readonly tenantOf: TenantOf;
  readonly idOf: IdOf;
}

const nobody: Parties = { human: null, humanLive: false, agents: [], client: null };

/** An address of a person; hosts of services and session names that tools make up are none. */
const isPersonName = (name: string): boolean => /^[^\s:/@]+@[^\s:/@]+$/.test(name);
/** Names by which tools call their sessions: they tell nobody. */
const madeUp = /^(?:botocore-session-|aws-sdk-|AWSCLI-Session|aws-go-sdk-|session$|GetCallerIdentity)/i;

const party = (ref: Ref, name: string, { idOf }: Scene): Party => ({ id: idOf(ref), name });
const unlisted = (name: string): Party => ({ id: null, name });

export function partiesOf(scene: Scene): Parties {
  const { identity } = scene;
  const parties = known[identity.plain('type')]?.(scene) ?? byArn(scene);
  const through = identity.plain('invokedBy');
  // A service that calls on with the caller's rights acts last.
  if (through === '' || parties.client?.name === through) return parties;
  return { ...parties, agents: [...parties.agents, serviceCalled(through, scene)] };
}

const known: Readonly<Record<string, (scene: Scene) => Parties>> = {
  Root(scene) {
    const human = party(rootRef(tenantIn(scene)), 'root user', scene);
    return { ...nobody, human, humanLive: true };
  },
  IAMUser: (scene) => {
    const { identity } = scene;
    const name = identity.plain('userName') || lastOf(readArn(identity.plain('arn'))?.path ?? '');
    return name === '' ? nobody : userOrMachine(party(userRef(name, tenantIn(scene)), name, scene), scene);
  },
  AssumedRole: session,
  Role: byArn,
  FederatedUser: session,
  WebIdentityUser: webIdentity,
  SAMLUser: ({ identity }) => person(identity.plain('userName') || identity.plain('principalId'), true),
  IdentityCenterUser: ({ identity }) => {
    const user = identity.object('onBehalfOf')?.plain('userId') ?? '';
    return person(identity.plain('userName') || user || identity.plain('principalId'), true);
  },
  Directory: ({ identity }) => person(identity.plain('userName') || identity.plain('principalId'), true),
  AWSAccount: (scene) => {
    const { identity, tenantOf } = scene;
    const account = identity.plain('accountId');
    if (!/^\d{12}$/.test(account)) return byArn(scene);
    const ref: Ref = { namespace: 'account', externalId: account, kind: 'service_account', tenant: tenantOf(account) };
    const acting = sessionIn(identity);
    return { ...nobody, ...sessionParties(acting, false), client: party(ref, `account ${account}`, scene) };
  },
  AWSService: (scene) => {
    const { identity } = scene;
    const host = identity.plain('invokedBy') || identity.plain('principalId') || identity.plain('userName');
    return host === '' ? nobody : { ...nobody, client: serviceCalled(host, scene) };
  },
};

function person(name: string, live: boolean): Parties {
  return name === '' ? nobody : { ...nobody, human: unlisted(name), humanLive: live };
}

/** IAM users are people or machines: who signed in at the console, or with a second factor, is a person. */
function userOrMachine(user: Party, { identity, atConsole }: Scene): Parties {
  const attributes = identity.object('sessionContext')?.object('attributes') ?? null;
  const live = atConsole || attributes?.isTrue('mfaAuthenticated') === true;
  return live || isPersonName(user.name) ? { ...nobody, human: user, humanLive: live } : { ...nobody, client: user };
}

const tenantIn = ({ identity, account, tenantOf }: Scene) => {
  const own = identity.plain('accountId') || readArn(identity.plain('arn'))?.account || account;
  return tenantOf(/^\d{12}$/.test(own) ? own : '');
};

const serviceCalled = (host: string, scene: Scene): Party =>
  /\.amazonaws\.com(?:\.cn)?$/.test(host)
    ? party(serviceRef(host, scene.tenantOf(scene.account)), host, scene)
    : unlisted(host);

/** Behind the role in an ARN, or behind the id of the principal: `AROA…:session`. */
function sessionIn(identity: Fields): string {
  const path = readArn(identity.plain('arn'))?.path ?? '';
  const fromArn = path.includes('/') ? path.slice(path.indexOf('/') + 1) : '';
  const principal = identity.plain('principalId');
  return fromArn || (principal.includes(':') ? principal.slice(principal.indexOf(':') + 1) : '');
}

/** Whoever assumes a role names the session after a person, or after what acts. */
function sessionParties(name: string, isPerson: boolean): Pick<Parties, 'human' | 'humanLive' | 'agents'> {
  if (name === '' || madeUp.test(name)) return nobody;
  return isPerson || isPersonName(name)
    ? { human: unlisted(name), humanLive: isPerson, agents: [] }
    : { human: null, humanLive: false, agents: [unlisted(name)] };
}

function session(scene: Scene): Parties {
  const { identity, tenantOf, atConsole } = scene;
  const context = identity.object('sessionContext');
  const issuer = context?.object('sessionIssuer') ?? null;
  const arn = readArn(issuer?.plain('arn') ?? '') === null ? identity.plain('arn') : (issuer?.plain('arn') ?? '');
  const ref = principalRef(arn, tenantOf) ?? issuerCalled(issuer, scene);
  // Roles that IAM Identity Center makes are for people alone, and it names sessions after them.
  const isPeoples = ref?.externalId.startsWith('AWSReservedSSO_') === true || atConsole;
  const source = context?.plain('sourceIdentity') || identity.plain('sourceIdentity');
  const federated = readArn(identity.plain('arn'))?.type === 'federated-user';
  const name = federated ? lastOf(readArn(identity.plain('arn'))?.path ?? '') : sessionIn(identity);
  const acting = sessionParties(name, isPeoples);
  const human = acting.human ?? (source === '' ? null : unlisted(source));
  return { ...acting, human, client: ref === null ? null : party(ref, nameOf(ref), scene) };
}

const nameOf = ({ namespace, externalId }: Ref): string => (namespace === 'root' ? 'root user' : externalId);

function issuerCalled(issuer: Fields | null, scene: Scene): Ref | null {
  const name = issuer?.plain('userName') ?? '';
  return name === '' ? null : roleRef(name, tenantIn(scene));
}

/** Whom an OpenID provider vouches for, by the id that the trust policy of a role gives the subject. */
function webIdentity(scene: Scene): Parties {
  const { identity, account, tenantOf } = scene;
  const provider = identity.plain('identityProvider');
  const issuer = readArn(provider)?.path || provider;
  const subject = identity.plain('userName') || (identity.plain('principalId').split(':').at(-1) ?? '');
  if (subject === '') return nobody;
  if (isPersonName(subject)) return person(subject, true);
  const tenant = tenantOf(account);
  const ref: Ref = { namespace: 'oidc-subject', externalId: `${issuer} ${subject}`, kind: 'workload', tenant };
  return { ...nobody, client: party(ref, subject, scene) };
}

/** Types that say nothing, or that are new. */
function byArn(scene: Scene): Parties {
  const { identity, tenantOf } = scene;
  const ref = principalRef(identity.plain('arn'), tenantOf);
  if (ref?.namespace === 'root') return { ...nobody, human: party(ref, 'root user', scene), humanLive: true };
  if (ref?.namespace === 'user') return userOrMachine(party(ref, ref.externalId, scene), scene);
  if (ref !== null) return session(scene);
  const name = identity.plain('userName') || identity.plain('principalId');
  if (name === '')
    return identity.plain('invokedBy') === ''
      ? nobody
      : { ...nobody, client: serviceCalled(identity.plain('invokedBy'), scene) };
  return isPersonName(name) ? person(name, false) : { ...nobody, client: unlisted(name) };
}
