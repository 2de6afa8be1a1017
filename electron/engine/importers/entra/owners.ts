// Who answers for an application, a service principal or an agent.
import type { Fields } from '#engine/importers/fields.ts';
import type { Contribution, Ref, SourceObject, World } from '#engine/importers/gather/source-object.ts';
import { ownersIn } from '#engine/importers/owners.ts';
import type { Delegation } from '#shared/model/delegation.ts';
import { type Fact, isUnknown, unknown } from '#shared/model/fact.ts';
import type { Owner } from '#shared/model/identity.ts';
import {
  appRef,
  type Directory,
  idIn,
  type OwnerNote,
  placeOf,
  seal,
  servicePrincipalRef,
  settled,
  userRef,
} from './directory.ts';

function typeOf(fields: Fields): OwnerNote['type'] {
  const type = fields.plain('@odata.type');
  if (/group$/i.test(type)) return 'group';
  return /user$/i.test(type) || fields.raw('userPrincipalName') !== undefined ? 'user' : 'other';
}

function noteOf(fields: Fields, owns: boolean): OwnerNote {
  const id = idIn(fields, 'id');
  const enabled = fields.flag('accountEnabled');
  return {
    id,
    appId: idIn(fields, 'appId'),
    name: fields.plain('displayName') || fields.plain('userPrincipalName') || id,
    type: typeOf(fields),
    active: typeof enabled === 'boolean' ? enabled : null,
    owns,
  };
}

function refOf({ id, appId, type }: OwnerNote, directory: Directory): Ref | null {
  if (id === '' || type === 'group') return null;
  if (type === 'user' || directory.people.has(id)) return userRef(id);
  return appId === '' ? settled(servicePrincipalRef(id), directory) : appRef(appId);
}

function ownerFrom(note: OwnerNote, directory: Directory, world: World): Owner {
  const ref = refOf(note, directory);
  const person = directory.people.get(note.id);
  const active = person?.active ?? note.active;
  return {
    name: note.name === note.id ? (person?.name ?? note.name) : note.name,
    id: ref === null ? null : world.idOf(ref),
    type: note.type === 'group' || note.appId !== '' ? 'team' : 'person',
    status: active === null ? unknown('not_recorded') : active ? 'active' : 'departed',
  };
}

const mail = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g;

/** Without an owner in the directory, the notes and the reference to a catalogue of services count. */
function notedOwners(fields: Fields): Fact<readonly Owner[]> {
  const noted = fields.plain('notes').match(mail) ?? [];
  const service = fields.text('serviceManagementReference');
  return noted.length === 0 && service === undefined
    ? unknown('not_in_export')
    : ownersIn(noted.length > 0 ? [noted.join(',')] : [], undefined, [service]);
}

function told(notes: readonly OwnerNote[], owned: Ref, directory: Directory, world: World) {
  const owners = new Map<string, Owner>();
  const delegations: Delegation[] = [];
  for (const note of notes) {
    const owner = ownerFrom(note, directory, world);
    owners.set(`${owner.id} ${owner.name}`, owner);
    // Whoever owns an application may put a credential beside its own, and be it.
    if (note.owns && owner.id !== null)
      delegations.push({ kind: 'grant_admin', from: world.idOf(owned), to: owner.id, scopes: [] });
  }
  return { owners: [...owners.values()], delegations };
}

/** The first object of an identity that asks tells all of its owners. */
function taken({ externalId }: Ref, directory: Directory): readonly OwnerNote[] {
  const { owners } = seal(directory);
  const notes = owners.get(externalId) ?? [];
  owners.delete(externalId);
  return notes;
}

function note(directory: Directory, key: string, one: OwnerNote): void {
  const notes = directory.owners.get(key) ?? [];
  notes.push(one);
  directory.owners.set(key, notes);
}

/** Of what the object lists itself. */
export function learnOwners(fields: Fields, key: string, directory: Directory): void {
  if (Array.isArray(fields.raw('owners'))) directory.ownersAsked.add(key);
  for (const owner of fields.objects('owners')) note(directory, key, noteOf(owner, true));
  for (const sponsor of fields.objects('sponsors')) note(directory, key, noteOf(sponsor, false));
}

export function ownership(
  fields: Fields,
  owned: Ref,
  directory: Directory,
  world: World,
): Required<Pick<Contribution, 'owners' | 'delegations'>> {
  const { owners, delegations } = told(taken(owned, directory), owned, directory, world);
  if (owners.length > 0) return { owners, delegations };
  const noted = notedOwners(fields);
  return { owners: isUnknown(noted) && directory.ownersAsked.has(owned.externalId) ? [] : noted, delegations };
}

/** `GET /applications/{id}/owners`: whose owner it is, only the address says. */
export const owner: SourceObject<Directory> = {
  kind: 'owner',
  idMember: 'id',
  id: (fields) => idIn(fields, 'id'),
  shares(_fields, directory, asked) {
    const place = placeOf(asked, directory);
    return place === null ? [] : [{ ref: place.parent, at: '' }];
  },
  learn(fields, directory, _again, asked) {
    const place = placeOf(asked, directory);
    if (place !== null) note(directory, place.parent.externalId, noteOf(fields, place.relation === 'owners'));
  },
  read({ ref }, directory, world) {
    const notes = taken(ref, directory);
    return notes.length === 0 ? {} : told(notes, ref, directory, world);
  },
};
