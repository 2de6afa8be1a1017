// Applications and service principals: two objects, one identity by its appId.
import type { Fields } from '#engine/importers/fields.ts';
import { recordedAt } from '#engine/importers/gather/blank.ts';
import type { Contribution, Piece, Ref, Share, SourceObject, World } from '#engine/importers/gather/source-object.ts';
import { type Fact, unknown } from '#shared/model/fact.ts';
import { isMicrosoft } from './apis.ts';
import { assignedShares, isAssigned, readAssigned } from './assignments.ts';
import { credentialsOf, lentCredential } from './credentials.ts';
import { appRef, type Directory, idIn, seal } from './directory.ts';
import {
  federatedCredentialOf,
  federatedEdge,
  federatedIn,
  isSubject,
  subjectContribution,
  subjectShares,
} from './federation.ts';
import { learnGrants, ownGrants } from './own-grants.ts';
import { learnOwners, ownership } from './owners.ts';
import { registrationOfApplication } from './registration.ts';
import { tokenPolicyOf } from './token-lifetimes.ts';

/** Assessment tools write both object ids into one member. */
const idsOf = (fields: Fields): { readonly application: string; readonly servicePrincipal: string } => {
  const both = fields.raw('objectId');
  const inside = typeof both === 'object' ? fields.object('objectId') : null;
  return {
    application: inside === null ? '' : idIn(inside, 'application'),
    servicePrincipal: inside === null ? '' : idIn(inside, 'servicePrincipal'),
  };
};

const idsIn = (fields: Fields): readonly string[] => {
  const { application, servicePrincipal } = idsOf(fields);
  return [idIn(fields, 'id'), application, servicePrincipal].filter((id) => id !== '');
};

const isDeleted = (fields: Fields): boolean => fields.raw('deletedDateTime') !== undefined;

/** Only what is said against it is told: the other object of the pair may say worse. */
function statusOf(fields: Fields, live: boolean): Pick<Contribution, 'status'> {
  if (isDeleted(fields)) return live ? {} : { status: 'retired' };
  const barred = /^Disabled/i.test(fields.plain('disabledByMicrosoftStatus'));
  const off = fields.flag('accountEnabled') === false || fields.isTrue('isDisabled') || barred;
  return off ? { status: 'disabled' } : {};
}

/** Somebody signs in through it. */
const hasPage = (fields: Fields): boolean =>
  ['web', 'spa', 'publicClient'].some((name) => (fields.object(name)?.texts('redirectUris')?.length ?? 0) > 0) ||
  (fields.texts('replyUrls')?.length ?? 0) > 0;

const asksForItself = (fields: Fields): boolean =>
  fields
    .objects('requiredResourceAccess')
    .some((api) => api.objects('resourceAccess').some((one) => one.plain('type') === 'Role'));

/** Acts in its own name; what only people use stays a client. */
function kindOf(
  fields: Fields,
  appId: string,
  hasCredentials: boolean,
  directory: Directory,
): Pick<Contribution, 'kind'> {
  const holds = seal(directory).holders.has(appId) || asksForItself(fields);
  return holds || (hasCredentials && !hasPage(fields)) ? { kind: 'service_account' } : {};
}

function autonomyOf(appId: string, directory: Directory): Pick<Contribution, 'autonomy'> {
  const { holders, delegates } = seal(directory);
  if (holders.has(appId)) return { autonomy: 'unattended' };
  return delegates.has(appId) ? { autonomy: 'delegated' } : {};
}

const publisherOf = (fields: Fields): Fact<string> => {
  const verified = fields.object('verifiedPublisher')?.plain('displayName') ?? '';
  return verified || fields.plain('publisherName') || fields.plain('publisherDomain') || unknown('not_recorded');
};

/** The tenant itself: as it says, else the one that an application of this directory is registered in. */
function homeOf({ home, live, registeredIn }: Directory): string {
  if (home !== '') return home;
  for (const appId of live.app) {
    const tenant = registeredIn.get(appId);
    if (tenant !== undefined) return tenant;
  }
  return '';
}

/** Microsoft vouches for publishers of other tenants' applications, and says so by a null where it does not. */
function verificationOf(fields: Fields, directory: Directory): Pick<Contribution, 'publisherVerified'> {
  if ((fields.object('verifiedPublisher')?.plain('displayName') ?? '') !== '') return { publisherVerified: true };
  const [owner, home] = [idIn(fields, 'appOwnerOrganizationId'), homeOf(directory)];
  const isForeign = owner !== '' && home !== '' && owner !== home;
  return isForeign && fields.names().includes('verifiedPublisher') ? { publisherVerified: false } : {};
}

const environmentOf = (fields: Fields): Pick<Contribution, 'environment'> => {
  const tag = (fields.texts('tags') ?? []).find((text) => /^env(?:ironment)?[:=]/i.test(text));
  return tag === undefined ? {} : { environment: tag.replace(/^[^:=]*[:=]\s*/, '') };
};

function common({ fields, ref, fingerprints }: Piece, directory: Directory, world: World): Contribution {
  const { externalId: appId } = ref;
  const description = fields.plain('description') || fields.plain('notes');
  const held = [
    ...credentialsOf(fields, fingerprints, world.now, directory),
    ...federatedIn(fields).map(federatedCredentialOf),
  ];
  const name = fields.plain('displayName') || fields.plain('appDisplayName');
  const { owners, delegations } = ownership(fields, ref, directory, world);
  const own = ownGrants(fields, ref, directory, world);
  return {
    ...(name !== '' && { name }),
    ...kindOf(fields, appId, held.length > 0, directory),
    ...(description !== '' && { description }),
    aliases: idsIn(fields),
    publisher: publisherOf(fields),
    ...verificationOf(fields, directory),
    owners,
    createdAt: recordedAt(fields.instant('createdDateTime')),
    lastUsedAt: unknown('not_in_export'),
    credentials: held,
    grants: own.grants,
    delegations: [
      ...delegations,
      ...own.delegations,
      ...federatedIn(fields).flatMap((credential) => federatedEdge(credential, ref, world)),
    ],
    ...registrationOfApplication(fields, held.length > 0),
    tokenPolicy: tokenPolicyOf(fields, { appId, managed: false }, directory),
    ...autonomyOf(appId, directory),
    ...(held.length > 0 && { standing: 'standing' as const }),
    ...environmentOf(fields),
  };
}

const selfAndSubjects = (fields: Fields, ref: Ref): readonly Share[] => [
  { ref, at: '' },
  ...subjectShares(fields),
  ...assignedShares(fields),
];

function learnIds(fields: Fields, directory: Directory, kind: 'app' | 'sp'): void {
  const appId = idIn(fields, 'appId');
  for (const id of idsIn(fields)) directory.appOf.set(id, appId);
  if (!isDeleted(fields)) directory.live[kind].add(appId);
  learnOwners(fields, appId, directory);
  learnGrants(fields, appId, directory);
}

export const application: SourceObject<Directory> = {
  kind: 'application',
  idMember: 'appId',
  id: (fields) => idIn(fields, 'appId'),
  shares: (fields) => selfAndSubjects(fields, appRef(idIn(fields, 'appId'))),
  learn: (fields, directory) => learnIds(fields, directory, 'app'),
  read(piece, directory, world) {
    const { fields, ref } = piece;
    if (isSubject(ref)) return subjectContribution(ref);
    if (isAssigned(piece.at)) return readAssigned(piece, directory, world);
    const isBlueprint = /agentIdentityBlueprint$/i.test(fields.plain('@odata.type'));
    const live = directory.live.app.has(ref.externalId);
    return {
      ...common(piece, directory, world),
      vendorKind: isBlueprint ? 'agentIdentityBlueprint' : 'Application',
      ...statusOf(fields, live),
    };
  },
};

const isManaged = (fields: Fields): boolean => fields.plain('servicePrincipalType') === 'ManagedIdentity';

/** What Azure keeps for a managed identity: nobody can take it away. */
function managed(piece: Piece, directory: Directory, world: World): Contribution {
  const { fields, ref } = piece;
  const names = fields.texts('alternativeNames') ?? [];
  const resource = names.find((name) => name.startsWith('/subscriptions/')) ?? '';
  return {
    ...common(piece, directory, world),
    kind: 'workload',
    vendorKind: 'ManagedIdentity',
    aliases: [...idsIn(fields), resource],
    description: resource,
    credentials: [lentCredential('managed identity'), ...federatedIn(fields).map(federatedCredentialOf)],
    tokenPolicy: tokenPolicyOf(fields, { appId: ref.externalId, managed: true }, directory),
    autonomy: 'unattended',
    standing: 'standing',
  };
}

export const servicePrincipal: SourceObject<Directory> = {
  kind: 'service principal',
  idMember: 'appId',
  // A tenant has at most one for each application, but deleted ones stay for thirty days.
  id: (fields) => (idIn(fields, 'appId') === '' ? '' : `${idIn(fields, 'appId')} ${idIn(fields, 'id')}`.trim()),
  shares: (fields) => selfAndSubjects(fields, appRef(idIn(fields, 'appId'))),
  learn(fields, directory) {
    learnIds(fields, directory, 'sp');
    const [id, appId] = [idIn(fields, 'id') || idsOf(fields).servicePrincipal, idIn(fields, 'appId')];
    const owner = idIn(fields, 'appOwnerOrganizationId');
    if (owner !== '') directory.registeredIn.set(appId, owner);
    const name = fields.plain('displayName') || fields.plain('appDisplayName');
    if (id === '') return;
    directory.resources.set(id, { appId, name });
    const roles = new Map(
      fields.objects('appRoles').map((role) => [idIn(role, 'id'), role.plain('value') || role.plain('displayName')]),
    );
    if (roles.size > 0) directory.roles.set(id, roles);
  },
  read(piece, directory, world) {
    const { fields, ref } = piece;
    if (isSubject(ref)) return subjectContribution(ref);
    if (isAssigned(piece.at)) return readAssigned(piece, directory, world);
    const own = isManaged(fields) ? managed(piece, directory, world) : common(piece, directory, world);
    const live = directory.live.sp.has(ref.externalId);
    const isPrincipal = /agentIdentityBlueprintPrincipal$/i.test(fields.plain('@odata.type'));
    return {
      vendorKind: isPrincipal
        ? 'agentIdentityBlueprintPrincipal'
        : fields.plain('servicePrincipalType') || 'Application',
      ...own,
      ...(isMicrosoft(idIn(fields, 'appOwnerOrganizationId')) && {
        builtIn: true,
        publisher: 'Microsoft',
        publisherVerified: true,
      }),
      ...statusOf(fields, live),
    };
  },
};
