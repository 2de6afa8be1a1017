// Default and optional client scopes of a client: one request a scope.
import type { Applied } from '#engine/connectors/connector.ts';
import { appliedOf } from '#engine/connectors/exchange/answers.ts';
import type { Around } from './operations.ts';
import { client, clientScopes } from './shapes.ts';
import { scopesState, textsOf } from './states.ts';

/** Takes away first: a scope may not be default and optional at once. `replace` sets what stands in the client itself. */
export async function setScopes(around: Around, replace: () => Promise<Applied>): Promise<Applied> {
  const { admin, operation, exchanges, signal } = around;
  const id = encodeURIComponent(operation.object['client'] ?? '');
  const found = await admin.get(`/clients/${id}`, client, signal, exchanges);
  if (found === null) return { kind: 'already' };
  const known = (await admin.get('/client-scopes', clientScopes, signal, exchanges)) ?? [];
  const idOfScope = new Map(known.map((scope) => [scope.name, scope.id]));
  const now = scopesState(found);
  const requests: { readonly method: 'PUT' | 'DELETE'; readonly list: string; readonly name: string }[] = [];
  for (const [list, member] of [
    ['default-client-scopes', 'defaultClientScopes'],
    ['optional-client-scopes', 'optionalClientScopes'],
  ] as const) {
    const [held, wanted] = [textsOf(now[member]), textsOf(operation.parameters[member])];
    for (const name of held) if (!wanted.includes(name)) requests.unshift({ method: 'DELETE', list, name });
    for (const name of wanted) if (!held.includes(name)) requests.push({ method: 'PUT', list, name });
  }
  for (const { method, list, name } of requests) {
    const scope = idOfScope.get(name);
    if (scope === undefined)
      return { kind: 'refused', message: `the client scope ${name} is not in the realm any more` };
    const answer = await admin.ask(
      { method, path: `/clients/${id}/${list}/${encodeURIComponent(scope)}` },
      signal,
      exchanges,
    );
    const applied = appliedOf(answer, admin.ports.now(), 'realm-management: manage-clients');
    if (applied.kind !== 'done' && applied.kind !== 'already') return applied;
  }
  const isSame = now['fullScopeAllowed'] === (operation.parameters['fullScopeAllowed'] === true);
  return isSame ? { kind: 'done' } : replace();
}
