import type { Desk, MadeClient, WantedClient } from '#engine/questions/ports.ts';
import type { Workspace } from '#engine/store/store.ts';
import { clientKind, grantType } from '#shared/contract/issuer.ts';
import type { IssuerPort } from './issuer.ts';

/** The local issuer as the five questions' target. What an earlier run has made is used again, so that nothing piles up. */
export function createLocalDesk({
  calls,
  views,
  workspace,
}: Pick<IssuerPort, 'calls' | 'views'> & { readonly workspace: Workspace }): Desk {
  const first = workspace.journal.records;
  const clients: string[] = [];
  const humans: string[] = [];

  const findClient = (name: string): string | undefined =>
    views
      .clients({ text: name, first: 0, count: 50 })
      .rows.find((row) => row.name === name && row.origin === 'questions')?.id;

  const settingsOf = ({ kind, grants, ...wanted }: WantedClient) => ({
    name: wanted.name,
    kind: clientKind.parse(kind),
    grants: grants.map((grant) => grantType.parse(grant)),
    scopes: [...wanted.scopes],
    defaultScopes: [],
    resources: [...wanted.resources],
    detailTypes: [...wanted.detailTypes],
    redirectUris: [...wanted.redirectUris],
    auth: 'client_secret_basic' as const,
    keys: [],
    mayActFor: [...wanted.mayActFor],
    mayIntrospect: wanted.mayIntrospect,
    dpopBound: false,
    opaque: false,
    owner: null,
    trusts: [],
    policy: {
      accessTtl: null,
      refreshIdle: null,
      refreshAbsolute: null,
      depth: null,
      fanOut: null,
      exchangeTo: [],
      humanApproves: [],
      mayAct: null,
    },
  });

  async function createClient(wanted: WantedClient): Promise<MadeClient> {
    const known = findClient(wanted.name);
    const { kind, ...settings } = settingsOf(wanted);
    if (known === undefined) {
      const made = await calls.createClient({ ...settings, kind, expiresInDays: 1 });
      clients.push(made.clientId);
      return { clientId: made.clientId, clientSecret: made.clientSecret ?? '' };
    }
    clients.push(known);
    await calls.updateClient({ id: known, change: settings });
    await calls.enableClient({ id: known });
    const { clientSecret } = await calls.rotateClient({ id: known, overlap: 0 });
    return { clientId: known, clientSecret: clientSecret ?? '' };
  }

  async function addHuman(name: string): Promise<{ id: string; code: string }> {
    const known = views.humans({}).rows.find((row) => row.name === name);
    const made = known === undefined ? await calls.addHuman({ name, email: null }) : await again(known.id);
    humans.push(made.id);
    return made;
  }

  async function again(id: string): Promise<{ id: string; code: string }> {
    await calls.enableHuman({ id });
    return calls.resetHumanCode({ id });
  }

  return {
    createClient,
    addHuman,
    consents: async (human) => views.consents({ human }).rows,
    tokens: async (human) => views.tokens({ live: true, client: null, human, first: 0, count: 500 }).rows,
    withdrawConsent: (id) => calls.withdrawConsent({ id }),
    async revokeHuman(id) {
      await calls.revokeHuman({ id });
    },
    records: async () => workspace.journal.list(first, workspace.journal.records - first),
    verifyChain: async () => (await workspace.journal.verify()).ok,
    async clear() {
      for (const id of clients) await calls.disableClient({ id });
      for (const id of humans) await calls.disableHuman({ id });
    },
  };
}
