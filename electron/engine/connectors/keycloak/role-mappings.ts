// Direct roles of a user: those of the realm, and those of each client.
import type { Applied } from '#engine/connectors/connector.ts';
import { appliedOf } from '#engine/connectors/exchange/answers.ts';
import type { Around } from './operations.ts';
import { clientList, type Mappings, mappings, role, roleList } from './shapes.ts';
import { looseOf, textsOf } from './states.ts';

interface Owner {
  /** Path of its role mappings of a user. */
  readonly path: string;
  /** Path of its roles. */
  readonly roles: string;
  readonly held: readonly { readonly id: string; readonly name: string }[];
  readonly wanted: readonly string[];
}

/** Makes the direct roles of a user those that the operation names; takes away first. */
export async function setRoles(around: Around): Promise<Applied> {
  const { admin, operation, exchanges, signal } = around;
  const user = encodeURIComponent(operation.object['user'] ?? '');
  const found = await admin.get(`/users/${user}/role-mappings`, mappings, signal, exchanges);
  if (found === null) return { kind: 'already' };
  const owners = await ownersOf(around, user, found);
  if (typeof owners === 'string') return { kind: 'refused', message: owners };
  for (const { path, held, wanted } of owners) {
    const gone = held.filter(({ name }) => !wanted.includes(name));
    const done = await send(around, 'DELETE', path, gone);
    if (done !== null) return done;
  }
  for (const { path, roles, held, wanted } of owners) {
    const added: { readonly id: string; readonly name: string }[] = [];
    for (const name of wanted) {
      if (held.some((one) => one.name === name)) continue;
      const known = await admin.get(`${roles}/${encodeURIComponent(name)}`, role, signal, exchanges);
      if (known === null) return { kind: 'refused', message: `the role ${name} is not in the realm any more` };
      added.push({ id: known.id, name });
    }
    const done = await send(around, 'POST', path, added);
    if (done !== null) return done;
  }
  return { kind: 'done' };
}

/** null: it was taken. */
async function send(
  around: Around,
  method: 'POST' | 'DELETE',
  path: string,
  list: readonly { readonly id: string; readonly name: string }[],
): Promise<Applied | null> {
  if (list.length === 0) return null;
  const { admin, exchanges, signal } = around;
  const body = roleList.parse(list.map(({ id, name }) => ({ id, name })));
  const answer = await admin.ask({ method, path, body }, signal, exchanges);
  const applied = appliedOf(answer, admin.ports.now(), 'realm-management: manage-users');
  return applied.kind === 'done' || applied.kind === 'already' ? null : applied;
}

/** A sentence where a client of the wanted roles is gone. */
async function ownersOf(
  { admin, operation, exchanges, signal }: Around,
  user: string,
  found: Mappings,
): Promise<readonly Owner[] | string> {
  const wanted = looseOf(operation.parameters['clientRoles']);
  const owners: Owner[] = [
    {
      path: `/users/${user}/role-mappings/realm`,
      roles: '/roles',
      held: found.realmMappings ?? [],
      wanted: textsOf(operation.parameters['realmRoles']),
    },
  ];
  for (const name of new Set([...Object.keys(found.clientMappings ?? {}), ...Object.keys(wanted)])) {
    const mapped = found.clientMappings?.[name];
    const query = `/clients?clientId=${encodeURIComponent(name)}`;
    const id = mapped?.id ?? (await admin.get(query, clientList, signal, exchanges))?.[0]?.id;
    if (id === undefined) return `the client ${name}, whose roles it had, is not in the realm any more`;
    const path = `/users/${user}/role-mappings/clients/${encodeURIComponent(id)}`;
    owners.push({
      path,
      roles: `/clients/${encodeURIComponent(id)}/roles`,
      held: mapped?.mappings ?? [],
      wanted: textsOf(wanted[name]),
    });
  }
  return owners;
}
