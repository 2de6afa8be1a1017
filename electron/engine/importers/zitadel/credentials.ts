// Personal access tokens and keys. In the first version of the API only the address says whose they are.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, isOver, recordedAt } from '#engine/importers/gather/blank.ts';
import type { Ref, SourceObject } from '#engine/importers/gather/source-object.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import { unknown } from '#shared/model/fact.ts';
import { appRef, type Instance, idInPath, timesOf, userRef } from './instance.ts';

const idOf = (fields: Fields): string =>
  fields.plain('id') || fields.plain('tokenId') || fields.plain('keyId') || fields.plain('patId');

function holderOf(fields: Fields, asked: Asked | undefined): Ref | null {
  const app = fields.plain('applicationId') || fields.plain('appId') || idInPath(asked, 'apps');
  if (app !== '') return appRef(app);
  const user = fields.plain('userId') || idInPath(asked, 'users');
  return user === '' ? null : userRef(user);
}

/** v2 answers of both kinds look the same: then the address tells, and at last it is taken for the weaker kind. */
function isKey(fields: Fields, asked: Asked | undefined): boolean {
  const url = asked?.url ?? '';
  if (/\/keys|ListKeys|application_keys|AddKey/.test(url)) return true;
  if (/\/pats|PersonalAccessToken/.test(url)) return false;
  return ['type', 'keyId', 'applicationId', 'keyDetails', 'keyContent'].some((name) => fields.raw(name) !== undefined);
}

const isTold = (fields: Fields, asked: Asked | undefined): boolean =>
  isKey(fields, asked) || /\/pats|PersonalAccessToken/.test(asked?.url ?? '') || fields.raw('scopes') !== undefined;

export const credential: SourceObject<Instance> = {
  kind: 'credential',
  idMember: 'userId',
  id: (fields, asked) => (holderOf(fields, asked) === null ? '' : idOf(fields)),
  shares(fields, _instance, asked) {
    const ref = holderOf(fields, asked);
    return ref === null ? [] : [{ ref, at: '' }];
  },
  read({ fields, asked, fingerprints }, _instance, world) {
    if (!isTold(fields, asked)) {
      const message = `${idOf(fields)} is a key or a personal access token, nobody says which: taken for a token`;
      fields.complain('info', 'import.guessed', 'id', message);
    }
    const key = isKey(fields, asked);
    const createdAt = recordedAt(timesOf(fields));
    // Year 9999 is what the console writes for a key without an end.
    const expiresAt = fields.instant('expirationDate') ?? unknown('not_in_export');
    return {
      credentials: [
        {
          ...blankCredential,
          id: `${key ? 'key' : 'pat'} ${idOf(fields)}`,
          kind: key ? 'private_key_jwt' : 'api_key',
          vendorKind: key ? 'key' : 'personal access token',
          status: isOver(expiresAt, world.now) ? 'expired' : 'active',
          fingerprint: fingerprints.get('token') ?? unknown('not_in_export'),
          createdAt,
          rotatedAt: createdAt,
          expiresAt,
          lastUsedAt: unknown('not_recorded'),
        },
      ],
    };
  },
};
