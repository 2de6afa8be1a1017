// Service accounts and the secrets that hold their tokens.
import type { Fields } from '#engine/importers/fields.ts';
import { recordedAt } from '#engine/importers/gather/blank.ts';
import type { SourceObject } from '#engine/importers/gather/source-object.ts';
import { ownersIn } from '#engine/importers/owners.ts';
import type { Credential } from '#shared/model/credential.ts';
import { type Fact, unknown } from '#shared/model/fact.ts';
import { contributionOfAccount, secretCredential } from './account-use.ts';
import { type Cluster, namespaceOf, placeOf } from './cluster.ts';
import { accountRef, userNameOf } from './principals.ts';

const accountName = 'kubernetes.io/service-account.name';
const lastUsed = 'kubernetes.io/legacy-token-last-used';
const invalidSince = 'kubernetes.io/legacy-token-invalid-since';

const wordsOf = (metadata: Fields | null): readonly (Fields | null)[] => [
  metadata?.object('annotations') ?? null,
  metadata?.object('labels') ?? null,
];

/** Labels and annotations under one of the names, whatever prefix the name bears. */
function texts(metadata: Fields | null, wanted: RegExp): readonly (Fact<string> | undefined)[] {
  return wordsOf(metadata).flatMap((words) =>
    (words?.names() ?? []).filter((name) => wanted.test(name)).map((name) => words?.text(name)),
  );
}

export const account: SourceObject<Cluster> = {
  kind: 'service account',
  idMember: 'metadata.name',
  id: (fields) => {
    const { name } = placeOf(fields);
    return name === '' ? '' : `${namespaceOf(fields)}/${name}`;
  },
  shares: (fields) => [{ ref: accountRef(namespaceOf(fields), placeOf(fields).name), at: '' }],
  learn: (fields, { accounts }) => {
    accounts.add(`${namespaceOf(fields)}/${placeOf(fields).name}`);
  },
  read({ fields, ref }, cluster, world) {
    const metadata = fields.object('metadata');
    const namespace = namespaceOf(fields);
    const common = contributionOfAccount(ref, cluster, world);
    // Before 1.24 the account names the secret with its token; other secrets that it names hold no token of it.
    const listed = fields
      .objects('secrets')
      .map((secret) => secret.plain('name'))
      .filter((name) => /-token-[a-z0-9]{5}$/.test(name) && !cluster.tokenSecrets.has(`${namespace}/${name}`));
    const environment = texts(metadata, /(?:^|\/)(?:env|environment|stage)$/i).find((text) => text !== undefined);
    return {
      ...common,
      aliases: [userNameOf(ref), metadata?.plain('uid') ?? ''],
      status: metadata?.raw('deletionTimestamp') === undefined ? 'active' : 'retired',
      createdAt: recordedAt(metadata?.instant('creationTimestamp')),
      // Only the audit log knows when an account was last used.
      lastUsedAt: unknown('not_recorded'),
      owners: ownersIn(
        texts(metadata, /(?:^|[./-])(?:owner|owners|contact|maintainer)$/i),
        undefined,
        texts(metadata, /(?:^|[./-])team$/i),
      ),
      ...(environment !== undefined && { environment }),
      credentials: [...(common.credentials ?? []), ...listed.map(secretCredential)],
    };
  },
};

const accountOfSecret = (fields: Fields): string =>
  fields.object('metadata')?.object('annotations')?.plain(accountName) ?? '';

/** A secret that holds a token of an account, or only its metadata, which is all that anybody should export. */
export const isTokenSecret = (fields: Fields): boolean =>
  fields.plain('type') === 'kubernetes.io/service-account-token' || accountOfSecret(fields) !== '';

export const tokenSecret: SourceObject<Cluster> = {
  kind: 'token secret',
  idMember: `metadata.annotations.${accountName}`,
  id: (fields) => {
    const { name } = placeOf(fields);
    return name === '' || accountOfSecret(fields) === '' ? '' : `${namespaceOf(fields)}/${name}`;
  },
  shares: (fields) => [{ ref: accountRef(namespaceOf(fields), accountOfSecret(fields)), at: '' }],
  learn(fields, { tokenSecrets, accounts }) {
    const namespace = namespaceOf(fields);
    accounts.add(`${namespace}/${accountOfSecret(fields)}`);
    tokenSecrets.set(`${namespace}/${placeOf(fields).name}`, `${namespace}/${accountOfSecret(fields)}`);
  },
  read({ fields, ref, fingerprints }, cluster, world) {
    const metadata = fields.object('metadata');
    const labels = metadata?.object('labels') ?? null;
    const createdAt = recordedAt(metadata?.instant('creationTimestamp'));
    const used = labels?.instant(lastUsed);
    const isInvalid = labels?.raw(invalidSince) !== undefined;
    const common = contributionOfAccount(ref, cluster, world);
    const credential: Credential = {
      ...secretCredential(placeOf(fields).name),
      status: isInvalid ? 'disabled' : 'active',
      fingerprint: fingerprints.get('data.token') ?? unknown('not_in_export'),
      createdAt,
      // A token in a secret is never renewed.
      rotatedAt: createdAt,
      // The label came with 1.26 and says the day.
      lastUsedAt: used ?? unknown('not_recorded'),
      storage: [{ place: 'cluster_secret', at: `${namespaceOf(fields)}/${placeOf(fields).name}` }],
    };
    return {
      ...common,
      ...(used !== undefined && { lastUsedAt: used }),
      credentials: [credential, ...(common.credentials ?? [])],
    };
  },
};
