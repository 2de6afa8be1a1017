// One identity has one id, whatever file of its vendor speaks of it: objects of one shape or another, or a log.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Collected, collectImport } from './collect-import.ts';

const fixtures = join(import.meta.dirname, '../fixtures/imports');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const ports = { sha256, fingerprint: (secret: string) => `sha256:${sha256(secret).slice(0, 12)}` };

async function read(place: string): Promise<Collected> {
  const folder = join(fixtures, place);
  const file = readdirSync(folder).find((entry) => entry.startsWith('in.')) ?? '';
  // Files that name no tenant belong to the one that the analyst names.
  return collectImport(file, readFileSync(join(folder, file)), ports, { tenantName: 'Shop' });
}

const idOf = ({ identities }: Collected, externalId: string): string | undefined =>
  identities.find(({ identity }) => identity.externalId === externalId)?.identity.id;

describe('files of one vendor give one identity one id', () => {
  it.each([
    ['ory-hydra/clients', 'ory-hydra/consents', 'assistant'],
    ['ory-hydra/clients', 'ory-hydra/introspection', 'orders-sync'],
    ['ory-hydra/rows', 'ory-hydra/columns', 'orders-sync'],
    ['zitadel/users-v1', 'zitadel/users-v2', '170000000000000001'],
    ['zitadel/users-v1', 'zitadel/key-file', '170000000000000001'],
    ['fusionauth/entities', 'fusionauth/answers', 'e0000000-0000-4000-8000-000000000001'],
    ['fusionauth/applications', 'fusionauth/answers', 'a0000000-0000-4000-8000-000000000001'],
  ])('%s and %s', async (one, other, externalId) => {
    const id = idOf(await read(one), externalId);
    expect(id).toBeDefined();
    expect(idOf(await read(other), externalId)).toBe(id);
  });

  it.each([
    ['vault/answers', 'e1', 'vault-audit-log/lines'],
    ['vault/answers', 'auth/approle/role/orders', 'vault-audit-log/lines'],
    ['vault/token', 'oneAccessor', 'vault-audit-log/raw'],
    ['zitadel/users-v1', '170000000000000001', 'zitadel-events/page'],
    ['fusionauth/answers', 'u0000000-0000-4000-8000-000000000001', 'fusionauth-log/webhooks'],
    ['fusionauth/applications', 'a0000000-0000-4000-8000-000000000001', 'fusionauth-log/webhooks'],
  ])('%s, where %s acts in %s', async (objects, externalId, log) => {
    const id = idOf(await read(objects), externalId);
    expect(id).toBeDefined();
    const { activity } = await read(log);
    expect(activity.flatMap(({ client, human }) => [client?.id, human?.id])).toContain(id);
  });

  it('an agent is the parent of the entries that it serves', async () => {
    const agent = idOf(await read('spire/agents'), 'spiffe://shop.example/spire/agent/k8s_psat/prod/11aa');
    const entries = (await read('spire/entries')).identities.flatMap(({ identity }) => identity.delegations);
    expect(agent).toBeDefined();
    expect(entries.filter(({ kind }) => kind === 'spawned').map(({ from }) => from)).toContain(agent);
  });
});
