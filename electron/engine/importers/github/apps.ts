// GitHub Apps: where they are installed, what they were given, and the tokens that they draw.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, isOver, recordedAt } from '#engine/importers/gather/blank.ts';
import type { Contribution, Ref, SourceObject } from '#engine/importers/gather/source-object.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import { ownersIn } from '#engine/importers/owners.ts';
import type { Credential } from '#shared/model/credential.ts';
import { unknown } from '#shared/model/fact.ts';
import type { TokenPolicy } from '#shared/model/token-policy.ts';
import type { GitHub } from './account.ts';
import { grantOf, permissionsOf, reachOf } from './grants.ts';
import { appRef, humanRef, isOwnApp, orgOf } from './names.ts';

/** Installation access tokens live an hour. */
const tokenPolicy: TokenPolicy = {
  accessTtl: 3600,
  accessTtlFrom: 'vendor_default',
  refreshAbsolute: null,
  refreshIdle: null,
  refreshRotation: false,
  offline: false,
};

/** Every app draws its tokens with a key that only its owner's pages list. */
const appKey: Credential = {
  ...blankCredential,
  id: 'app key',
  kind: 'private_key_jwt',
  vendorKind: 'GitHub App private key',
};

export const commonOfApp = (slug: string): Contribution => ({
  vendorKind: 'GitHub App',
  name: slug,
  aliases: [`${slug}[bot]`],
  builtIn: isOwnApp(slug),
  ...(isOwnApp(slug) && { publisher: 'GitHub', publisherVerified: true }),
  autonomy: 'unattended',
  tokenPolicy,
});

/** Older answers name the app only by its number. */
const slugOf = (fields: Fields): string => {
  const [slug, app] = [fields.plain('app_slug'), fields.plain('app_id')];
  return slug || (app === '' ? '' : `app ${app}`);
};

export const ownerOf = (fields: Fields, asked: Asked | undefined): string =>
  fields.object('account')?.plain('login') || fields.object('account')?.plain('slug') || orgOf(asked?.url ?? '');

export const installation: SourceObject<GitHub> = {
  kind: 'installation',
  idMember: 'id',
  id: (fields) => (slugOf(fields) === '' ? '' : fields.plain('id')),
  shares: (fields, { tenantOf }, asked) => [{ ref: appRef(slugOf(fields), ownerOf(fields, asked), tenantOf), at: '' }],
  learn(fields, { installations }, _again, asked) {
    installations.set(fields.plain('id'), { slug: slugOf(fields), owner: ownerOf(fields, asked) });
  },
  read({ fields, asked }, _github, world) {
    const owner = ownerOf(fields, asked) || world.tenant.name;
    const slug = slugOf(fields);
    const id = fields.plain('id');
    const common = commonOfApp(slug);
    return {
      ...common,
      vendorKind: 'GitHub App installation',
      aliases: [...(common.aliases ?? []), id, fields.plain('app_id'), fields.plain('client_id')],
      status: fields.raw('suspended_at') === undefined ? 'active' : 'disabled',
      owners: ownersIn([fields.text('contact_email')]),
      createdAt: recordedAt(fields.instant('created_at')),
      // GitHub shows when a token was used, and of an app nothing.
      lastUsedAt: unknown('not_recorded'),
      credentials: [appKey],
      grants: grantOf(
        `installation ${id}`,
        reachOf(owner, fields.plain('repository_selection')),
        permissionsOf(fields.object('permissions')),
        'app installation',
      ),
    };
  },
};

/** The app itself, as its owner sees it: what it asks for is granted only where it is installed. */
export const app: SourceObject<GitHub> = {
  kind: 'app',
  idMember: 'slug',
  id: (fields) => fields.plain('slug'),
  shares: (fields, { tenantOf }) => [
    { ref: appRef(fields.plain('slug'), fields.object('owner')?.plain('login') ?? '', tenantOf), at: '' },
  ],
  read({ fields }, _github, world) {
    const owner = fields.object('owner');
    const login = owner?.plain('login') || owner?.plain('slug') || '';
    const type = owner?.plain('type') === 'Organization' ? 'team' : 'person';
    const id = type === 'person' ? world.idOf(humanRef(login)) : null;
    const common = commonOfApp(fields.plain('slug'));
    return {
      ...common,
      name: fields.plain('name') || fields.plain('slug'),
      description: fields.plain('description'),
      aliases: [...(common.aliases ?? []), fields.plain('id'), fields.plain('client_id')],
      createdAt: recordedAt(fields.instant('created_at')),
      ...(login !== '' && {
        publisher: login,
        owners: [{ name: login, id, type, status: unknown('not_recorded') }],
      }),
      // The answer that made the app holds its key: whoever has this file has the app.
      ...(fields.raw('pem') !== undefined && { leaked: true }),
      credentials: [appKey],
    };
  },
};

const installationAsked = (asked: Asked | undefined): string =>
  /\/app\/installations\/(\d+)\/access_tokens/.exec(asked?.url ?? '')?.[1] ?? '';

const tokenOwner = (fields: Fields): string => fields.objects('repositories')[0]?.object('owner')?.plain('login') ?? '';

function tokenRef(fields: Fields, { installations, tenantOf }: GitHub, asked: Asked | undefined): Ref {
  const known = installations.get(installationAsked(asked));
  if (known !== undefined) return appRef(known.slug, known.owner, tenantOf);
  const owner = tokenOwner(fields);
  return {
    namespace: 'installation-token',
    externalId: installationAsked(asked) || `token until ${fields.plain('expires_at')}`,
    kind: 'oauth_client',
    ...(owner !== '' && { tenant: tenantOf(owner) }),
  };
}

/** What an app was answered when it drew a token: that somebody kept it is the finding. */
export const installationToken: SourceObject<GitHub> = {
  kind: 'installation token',
  idMember: 'expires_at',
  id: (fields, asked) => {
    const end = fields.plain('expires_at');
    return end === '' ? '' : `${installationAsked(asked)} ${end}`.trim();
  },
  shares: (fields, github, asked) => [{ ref: tokenRef(fields, github, asked), at: '' }],
  read({ fields, fingerprints }, _github, world) {
    const expiresAt = fields.instant('expires_at') ?? unknown('not_in_export');
    const named = fields.objects('repositories').map((one) => one.plain('full_name'));
    const resource = reachOf(tokenOwner(fields) || world.tenant.name, fields.plain('repository_selection'), named);
    const credential: Credential = {
      ...blankCredential,
      id: `token until ${fields.plain('expires_at')}`,
      kind: 'api_key',
      vendorKind: 'installation access token',
      status: isOver(expiresAt, world.now) ? 'expired' : 'active',
      fingerprint: fingerprints.get('token') ?? unknown('not_in_export'),
      expiresAt,
    };
    return {
      vendorKind: 'installation access token',
      name: `installation token until ${fields.plain('expires_at')}`,
      status: credential.status,
      autonomy: 'unattended',
      leaked: true,
      credentials: [credential],
      grants: grantOf(credential.id, resource, permissionsOf(fields.object('permissions')), 'installation token', {
        expiresAt,
      }),
    };
  },
};
