// Users: people, and the accounts that agents have among them.
import type { Fields } from '#engine/importers/fields.ts';
import { recordedAt } from '#engine/importers/gather/blank.ts';
import type { Contribution, SourceObject } from '#engine/importers/gather/source-object.ts';
import type { Delegation } from '#shared/model/delegation.ts';
import { type Fact, type Instant, unknown } from '#shared/model/fact.ts';
import type { IdentityStatus } from '#shared/model/identity.ts';
import { lentCredential } from './credentials.ts';
import { appRef, type Directory, idIn, userRef } from './directory.ts';
import { ownership } from './owners.ts';

const isDeleted = (fields: Fields): boolean => fields.raw('deletedDateTime') !== undefined;
const isActive = (fields: Fields): boolean => !isDeleted(fields) && fields.flag('accountEnabled') !== false;

const statusOf = (fields: Fields): IdentityStatus =>
  isDeleted(fields) ? 'retired' : isActive(fields) ? 'active' : 'disabled';

const nameOf = (fields: Fields): string => fields.plain('displayName') || fields.plain('userPrincipalName');

/** The newest sign-in that worked; what is not told is not asked for, or needs a licence. */
function lastSignIn(fields: Fields): Fact<Instant | 'never'> {
  const activity = fields.object('signInActivity');
  if (activity === null) return unknown('not_in_export');
  const times = ['lastSuccessfulSignInDateTime', 'lastSignInDateTime', 'lastNonInteractiveSignInDateTime']
    .map((name) => activity.instant(name))
    .filter((at) => typeof at === 'number');
  return times.length === 0 ? unknown('not_recorded') : Math.max(...times);
}

/** The account under which Entra Connect synchronises a directory. */
const isSync = (fields: Fields): boolean => /^Sync_[^@]{1,80}_[0-9a-f]{12}@/i.test(fields.plain('userPrincipalName'));

const common = (fields: Fields): Contribution => ({
  name: nameOf(fields),
  aliases: [
    fields.plain('userPrincipalName'),
    fields.plain('mail'),
    fields.plain('onPremisesSecurityIdentifier'),
    fields.plain('securityIdentifier'),
  ],
  status: statusOf(fields),
  createdAt: recordedAt(fields.instant('createdDateTime')),
  lastUsedAt: lastSignIn(fields),
});

export const user: SourceObject<Directory> = {
  kind: 'user',
  idMember: 'id',
  id: (fields) => idIn(fields, 'id'),
  shares: (fields) => [{ ref: userRef(idIn(fields, 'id')), at: '' }],
  learn(fields, directory) {
    directory.people.set(idIn(fields, 'id'), { name: nameOf(fields), active: isActive(fields) });
    if (isActive(fields)) directory.users += 1;
  },
  read({ fields }) {
    if (isSync(fields))
      return { ...common(fields), kind: 'service_account', vendorKind: 'directory synchronization account' };
    return { ...common(fields), kind: 'human', vendorKind: fields.plain('userType') === 'Guest' ? 'guest' : 'user' };
  },
};

/** An agent's own account; whoever is the agent identity signs in to it. */
export const agentUser: SourceObject<Directory> = {
  kind: 'agent user',
  idMember: 'id',
  id: (fields) => idIn(fields, 'id'),
  shares: (fields) => [{ ref: userRef(idIn(fields, 'id'), 'agent'), at: '' }],
  read({ fields, ref }, directory, world) {
    const parent = idIn(fields, 'identityParentId');
    const edges: readonly Delegation[] =
      parent === '' ? [] : [{ kind: 'impersonate', from: world.idOf(ref), to: world.idOf(appRef(parent)), scopes: [] }];
    const { owners } = ownership(fields, ref, directory, world);
    return {
      ...common(fields),
      kind: 'agent',
      vendorKind: 'agentUser',
      owners,
      credentials: [lentCredential('agent identity')],
      delegations: edges,
      autonomy: 'unattended',
    };
  },
};
