import { type Fact, isUnknown, unknown } from '#shared/model/fact.ts';
import type { Owner } from '#shared/model/identity.ts';
import type { Org } from './okta-object.ts';

type Ids = Fact<readonly string[]> | undefined;

/** Owners from ids of users and groups. No list at all: the export does not say; an empty one: nobody. */
export function personOwners(users: Ids, groups: Ids, org: Org): Fact<readonly Owner[]> {
  if (users === undefined && groups === undefined) return unknown('not_in_export');
  for (const ids of [users, groups]) if (isUnknown(ids)) return ids;
  return [...told(users).map((id) => person(id, org)), ...told(groups).map(team)];
}

const told = (ids: Ids): readonly string[] =>
  ids === undefined || isUnknown(ids) ? [] : ids.filter((id) => id !== '');

export function person(userId: string, org: Org): Owner {
  const human = org.human(userId);
  const status = human === undefined ? unknown('not_in_export') : human.active ? 'active' : 'departed';
  const id = org.idOf({ namespace: 'user', externalId: userId });
  return { name: human?.name ?? userId, id, type: 'person', status };
}

const team = (groupId: string): Owner => ({ name: groupId, id: null, type: 'team', status: unknown('not_recorded') });
