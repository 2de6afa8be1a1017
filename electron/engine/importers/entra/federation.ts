// Federated identity credentials: whose tokens an application takes for its own.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential } from '#engine/importers/gather/blank.ts';
import type { Contribution, Ref, Share, SourceObject, World } from '#engine/importers/gather/source-object.ts';
import type { Credential } from '#shared/model/credential.ts';
import type { Delegation } from '#shared/model/delegation.ts';
import { unknown } from '#shared/model/fact.ts';
import type { Trust } from '#shared/model/trust.ts';
import { countIn, type Directory, idIn, placeOf } from './directory.ts';
import { elementsOf } from './elements.ts';

/** The subject, or the expression that a flexible credential compares claims with; '' where neither is told. */
const subjectIn = (fields: Fields): string =>
  fields.plain('subject') || (fields.object('claimsMatchingExpression')?.plain('value') ?? '');

const issuerIn = (fields: Fields): string => fields.plain('issuer');

/** The workload outside of the tenant that the credential lets in; null: it names none. */
function subjectRef(fields: Fields): Ref | null {
  const [issuer, subject] = [issuerIn(fields), subjectIn(fields)];
  return issuer === '' || subject === ''
    ? null
    : { namespace: 'federated-subject', externalId: `${issuer} ${subject}`, kind: 'workload' };
}

/** Issuer, subject and audience are kept word for word: whether the trust is too loose is a rule's to say. */
export function federatedCredentialOf(fields: Fields, index: number): Credential {
  const audiences = (fields.texts('audiences') ?? []).join(',');
  return {
    ...blankCredential,
    id: idIn(fields, 'id') || fields.plain('name') || `federated ${index + 1}`,
    kind: 'federated',
    vendorKind: `issuer ${issuerIn(fields)} subject ${subjectIn(fields)} audience ${audiences}`,
    expiresAt: 'never',
    trusts: [trustIn(fields)],
  };
}

/** `claims['sub'] matches 'repo:octo/shop:*'`, several of them joined by `and`. */
const comparison = /claims\['([^']+)'\]\s+(eq|matches)\s+'([^']*)'/g;

function trustIn(fields: Fields): Trust {
  const exact = fields.plain('subject');
  const compared = [...subjectIn(fields).matchAll(comparison)];
  const said = compared.map(([, claim, , value]) => (claim === 'sub' ? value : `${claim}=${value}`)).join(' and ');
  const audiences = fields.texts('audiences');
  return {
    issuer: issuerIn(fields),
    subjects: exact !== '' ? [exact] : said !== '' ? [said] : unknown('not_in_export'),
    wildcards: exact === '' && compared.some(([, , operator]) => operator === 'matches'),
    audiences: audiences ?? unknown('not_in_export'),
  };
}

/** The application's power, in the hands of whom its issuer calls so. */
export function federatedEdge(fields: Fields, holder: Ref, world: World): readonly Delegation[] {
  const subject = subjectRef(fields);
  return subject === null
    ? []
    : [{ kind: 'impersonate', from: world.idOf(holder), to: world.idOf(subject), scopes: [] }];
}

export const isSubject = ({ namespace }: Ref): boolean => namespace === 'federated-subject';

/** What is known of the workload itself: that it comes with a token of its issuer. */
export function subjectContribution({ externalId }: Ref): Contribution {
  const space = externalId.indexOf(' ');
  const [issuer, subject] = [externalId.slice(0, space), externalId.slice(space + 1)];
  return {
    name: subject,
    vendorKind: `subject of ${issuer}`,
    aliases: [subject],
    autonomy: 'unattended',
    credentials: [{ ...blankCredential, id: 'token', kind: 'federated', vendorKind: issuer, expiresAt: 'never' }],
  };
}

const listNames = ['federatedIdentityCredentials', 'federatedCredentials'] as const;

export const federatedIn = (fields: Fields): readonly Fields[] => listNames.flatMap((name) => fields.objects(name));

/** One share for each workload that the application's own list names. */
export const subjectShares = (fields: Fields): readonly Share[] =>
  listNames.flatMap((name) =>
    elementsOf(fields, name).flatMap(({ at, raw, element }): readonly Share[] => {
      const ref = subjectRef(element);
      return ref === null ? [] : [{ ref, at, raw }];
    }),
  );

/** `GET /applications/{id}/federatedIdentityCredentials`: whose it is, only the address says. */
export const federatedCredential: SourceObject<Directory> = {
  kind: 'federated identity credential',
  idMember: 'the application that it belongs to',
  id: (fields) => idIn(fields, 'id') || fields.plain('name'),
  shares(fields, directory, asked) {
    const place = placeOf(asked, directory);
    if (place === null) {
      countIn(directory.others, 'federated credentials of an application that the file does not name');
      return [];
    }
    const subject = subjectRef(fields);
    return [{ ref: place.parent, at: '' }, ...(subject === null ? [] : [{ ref: subject, at: '.subject' }])];
  },
  read({ fields, ref }, _directory, world) {
    if (isSubject(ref)) return subjectContribution(ref);
    return { credentials: [federatedCredentialOf(fields, 0)], delegations: federatedEdge(fields, ref, world) };
  },
};
