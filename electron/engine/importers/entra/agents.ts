// Agent identities: service principals that get their tokens through the credentials of their blueprint.

import { recordedAt } from '#engine/importers/gather/blank.ts';
import type { SourceObject } from '#engine/importers/gather/source-object.ts';
import type { Delegation } from '#shared/model/delegation.ts';
import { lentCredential } from './credentials.ts';
import { appRef, type Directory, idIn } from './directory.ts';
import { learnGrants, ownGrants } from './own-grants.ts';
import { learnOwners, ownership } from './owners.ts';
import { tokenPolicyOf } from './token-lifetimes.ts';

/** Its object id is its client id too. */
export const agentIdentity: SourceObject<Directory> = {
  kind: 'agent identity',
  idMember: 'id',
  id: (fields) => idIn(fields, 'id'),
  shares: (fields) => [{ ref: appRef(idIn(fields, 'id'), 'agent'), at: '' }],
  learn(fields, directory) {
    const id = idIn(fields, 'id');
    directory.appOf.set(id, id);
    learnOwners(fields, id, directory);
    learnGrants(fields, id, directory);
  },
  read({ fields, ref }, directory, world) {
    const self = world.idOf(ref);
    const blueprint = idIn(fields, 'agentIdentityBlueprintId');
    const parent = blueprint === '' ? null : world.idOf(appRef(blueprint));
    const edges: readonly Delegation[] =
      parent === null
        ? []
        : [
            { kind: 'spawned', from: parent, to: self, scopes: [] },
            { kind: 'impersonate', from: self, to: parent, scopes: [] },
          ];
    const { owners, delegations } = ownership(fields, ref, directory, world);
    const own = ownGrants(fields, ref, directory, world);
    const barred = /^Disabled/i.test(fields.plain('disabledByMicrosoftStatus'));
    const isDeleted = fields.raw('deletedDateTime') !== undefined;
    return {
      name: fields.plain('displayName'),
      kind: 'agent',
      vendorKind: 'agentIdentity',
      status: isDeleted ? 'retired' : barred || fields.flag('accountEnabled') === false ? 'disabled' : 'active',
      owners,
      createdAt: recordedAt(fields.instant('createdDateTime')),
      credentials: [lentCredential('agent identity blueprint')],
      grants: own.grants,
      delegations: [...edges, ...delegations, ...own.delegations],
      tokenPolicy: tokenPolicyOf(fields, { appId: ref.externalId, managed: false }, directory),
    };
  },
};
