import { type Fields, isObject } from '#engine/importers/fields.ts';
import type { SourceObject, Vendored } from '#engine/importers/gather/source-object.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import type { GitHub } from './account.ts';
import { app, commonOfApp, installation, installationToken } from './apps.ts';
import { deployKey, sshKey, webhook, workflowSecret } from './keys.ts';
import { appRef, humanRef } from './names.ts';
import { authorization } from './oauth-apps.ts';
import { authorizedCredential, contributionOfPerson, grantAsked, personalToken } from './tokens.ts';

/** A member of the organization, or the bot of an app. */
const person: SourceObject<GitHub> = {
  kind: 'account',
  idMember: 'login',
  id: (fields) => fields.plain('login').toLowerCase(),
  shares(fields, { tenantOf }) {
    const login = fields.plain('login');
    const slug = /^(.+)\[bot\]$/.exec(login)?.[1];
    return [{ ref: slug === undefined ? humanRef(login) : appRef(slug, '', tenantOf), at: '' }];
  },
  read({ fields, ref }) {
    const common = ref.namespace === 'app' ? commonOfApp(ref.externalId) : null;
    return common === null ? contributionOfPerson(fields) : { ...common, name: ref.externalId };
  },
};

/** What a token reaches, where the recording says whose list it is; else reference data. */
const repository: SourceObject<GitHub> = {
  kind: 'repository',
  idMember: 'full_name',
  id: (fields, asked) => {
    const name = fields.plain('full_name');
    return name === '' ? '' : `${grantAsked(asked)} ${name}`.trim();
  },
  shares(fields, { reach, others }, asked) {
    const grant = grantAsked(asked);
    if (grant === '') others.set('repository', (others.get('repository') ?? 0) + 1);
    else reach.set(grant, [...(reach.get(grant) ?? []), fields.plain('full_name')].slice(0, 101));
    return [];
  },
};

function tell(fields: Fields, asked: Asked | undefined): SourceObject<GitHub> | null {
  const names = new Set(fields.names());
  const has = (...wanted: readonly string[]): boolean => wanted.every((name) => names.has(name));
  if (has('token_id') && (has('token_name') || has('repositories_url'))) return personalToken;
  if (has('credential_id', 'credential_type')) return authorizedCredential;
  if (has('app', 'scopes') && isObject(fields.raw('app'))) return authorization;
  if (has('token', 'expires_at')) return installationToken;
  if ((has('app_slug') || has('app_id')) && (has('permissions') || has('access_tokens_url'))) return installation;
  if (has('slug', 'permissions', 'events') || has('slug', 'client_id') || has('slug', 'pem')) return app;
  if (has('config', 'events') && has('id')) return webhook;
  if (has('key', 'id')) {
    const url = `${fields.plain('url')} ${asked?.url ?? ''}`;
    return /\/repos\/[^/]+\/[^/]+\/keys\b/.test(url) || has('added_by') ? deployKey : sshKey;
  }
  if (has('full_name', 'owner')) return repository;
  if (has('login') && (has('node_id') || has('type') || has('avatar_url'))) {
    return fields.plain('type') === 'Organization' ? null : person;
  }
  if (has('name', 'created_at', 'updated_at') && !has('id') && !has('value')) return workflowSecret;
  return null;
}

export const gitHubObjects: Vendored<GitHub> = {
  objects: [
    installation,
    app,
    installationToken,
    personalToken,
    authorizedCredential,
    authorization,
    deployKey,
    sshKey,
    workflowSecret,
    webhook,
    person,
    repository,
  ],
  tell,
  remarks({ others }, world) {
    for (const [kind, count] of others) {
      const message = `${count} objects of the kind ${kind} do not say which token reaches them: kept as records`;
      world.remark('import.skipped', '', message);
    }
  },
};
