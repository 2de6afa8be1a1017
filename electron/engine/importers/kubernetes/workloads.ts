// Pods and what makes them: which accounts are in use, how, and with which tokens.
import type { Fields } from '#engine/importers/fields.ts';
import type { SourceObject } from '#engine/importers/gather/source-object.ts';
import { type Fact, isUnknown, type Seconds, unknown } from '#shared/model/fact.ts';
import type { Standing } from '#shared/model/identity.ts';
import { contributionOfAccount } from './account-use.ts';
import { type Cluster, namespaceOf, placeOf, type Use } from './cluster.ts';
import { accountRef } from './principals.ts';

const tokenPath = '/var/run/secrets/kubernetes.io/serviceaccount';

const order: readonly Standing[] = ['jit', 'scheduled', 'standing'];

/** Longer use counts before shorter one. */
const longer = (one: Standing, other: Standing): Standing => (order.indexOf(one) > order.indexOf(other) ? one : other);

const makers: Readonly<Record<string, Standing>> = { CronJob: 'scheduled', Job: 'jit' };

function standingOf(object: Fields): Standing {
  const made = object.object('metadata')?.objects('ownerReferences') ?? [];
  const kinds = [object.plain('kind'), ...made.map((owner) => owner.plain('kind'))];
  const shorter = kinds.map((kind) => makers[kind]).filter((standing) => standing !== undefined);
  return shorter.length === 0 ? 'standing' : shorter.reduce(longer);
}

function podSpecOf(object: Fields): Fields | null {
  const spec = object.object('spec');
  switch (object.plain('kind')) {
    case 'Pod':
      return spec;
    case 'CronJob':
      return spec?.object('jobTemplate')?.object('spec')?.object('template')?.object('spec') ?? null;
    default:
      return spec?.object('template')?.object('spec') ?? null;
  }
}

const accountIn = (object: Fields): string => {
  const spec = podSpecOf(object);
  const name = spec?.plain('serviceAccountName') || spec?.plain('serviceAccount') || 'default';
  return `${namespaceOf(object)}/${name}`;
};

function learnUse(object: Fields, { uses, accounts }: Cluster): void {
  const account = accountIn(object);
  accounts.add(account);
  const standing = standingOf(object);
  const use: Use = uses.get(account) ?? { standing, tokens: new Map(), secrets: new Set() };
  use.standing = longer(use.standing, standing);
  uses.set(account, use);
  const spec = podSpecOf(object);
  const mounts = spec?.objects('containers').flatMap((container) => container.objects('volumeMounts')) ?? [];
  const mounted = new Set(
    mounts.filter((mount) => mount.plain('mountPath') === tokenPath).map((mount) => mount.plain('name')),
  );
  for (const volume of spec?.objects('volumes') ?? []) {
    const secret = volume.object('secret')?.plain('secretName') ?? '';
    if (secret !== '' && mounted.has(volume.plain('name'))) use.secrets.add(secret);
    for (const source of volume.object('projected')?.objects('sources') ?? []) {
      const token = source.object('serviceAccountToken');
      if (token === null) continue;
      const seconds = token.seconds('expirationSeconds') ?? unknown('not_in_export');
      const audience = token.plain('audience');
      use.tokens.set(audience, longest(use.tokens.get(audience), seconds));
    }
  }
}

const longest = (one: Fact<Seconds> | undefined, other: Fact<Seconds>): Fact<Seconds> => {
  if (one === undefined || isUnknown(one)) return other;
  return isUnknown(other) ? one : Math.max(one, other);
};

/** Pods, and all that is made to make them. The first one that uses an account speaks for it. */
export const workload: SourceObject<Cluster> = {
  kind: 'workload',
  id: (fields) => {
    const { name } = placeOf(fields);
    return name === '' ? '' : `${fields.plain('kind')}/${namespaceOf(fields)}/${name}`;
  },
  idMember: 'metadata.name',
  shares(fields, { uses }) {
    const [namespace = '', name = ''] = accountIn(fields).split('/');
    return podSpecOf(fields) === null || uses.has(`${namespace}/${name}`)
      ? []
      : [{ ref: accountRef(namespace, name), at: '' }];
  },
  learn(fields, cluster) {
    if (podSpecOf(fields) !== null) learnUse(fields, cluster);
  },
  read: ({ ref }, cluster, world) => contributionOfAccount(ref, cluster, world),
};
