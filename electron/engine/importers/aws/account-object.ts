import type { Fields } from '#engine/importers/fields.ts';
import type { Contribution, Ref, Share, SourceObject } from '#engine/importers/gather/source-object.ts';
import type { Account } from './account.ts';
import { accountIn, principalRef, userRef } from './arns.ts';

export type AccountObject = SourceObject<Account>;

const whole = (ref: Ref | null): readonly Share[] => (ref === null ? [] : [{ ref, at: '' }]);

/** The user that an object belongs to, by ARN where it has one. */
export const ofUser = (fields: Fields, { tenantOf }: Account): readonly Share[] => {
  const [arn, name] = [fields.plain('Arn'), fields.plain('UserName')];
  const byArn = arn === '' ? null : principalRef(arn, tenantOf);
  return whole(byArn ?? (name === '' ? null : userRef(name, tenantOf(accountIn(arn)))));
};

export const ofArn = (arn: string, { tenantOf }: Account): readonly Share[] => whole(principalRef(arn, tenantOf));

/** The vendor's own id of a principal, where the file tells it. */
export const named = (arn: string): Pick<Contribution, 'externalId'> => (arn === '' ? {} : { externalId: arn });
