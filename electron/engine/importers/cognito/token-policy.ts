// How long the tokens of an app client live (UserPoolClientType: the units are hours for access tokens and days for refresh
// tokens, where none are said).
import type { Fields } from '#engine/importers/fields.ts';
import { type Fact, isUnknown, type Seconds } from '#shared/model/fact.ts';
import { saidLayers, type TokenPolicy } from '#shared/model/token-policy.ts';

const secondsIn: Readonly<Record<string, Seconds>> = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };

const accessByDefault = 3_600;
const refreshByDefault = 30 * 86_400;

/** Zero stands for the default, as the absence does; undefined: nothing is said. */
function lifetime(client: Fields, name: string, unit: string, byDefault: string): Fact<Seconds> | undefined {
  const value = client.number(name);
  if (value === undefined || isUnknown(value)) return value;
  const word = client.object('TokenValidityUnits')?.plain(unit) || byDefault;
  const length = Object.hasOwn(secondsIn, word) ? secondsIn[word] : undefined;
  if (length === undefined) {
    const message = `TokenValidityUnits.${unit} is no unit that is known: taken for ${byDefault}`;
    client.complain('warning', 'import.guessed', `TokenValidityUnits.${unit}`, message);
  }
  return value <= 0 ? undefined : value * (length ?? secondsIn[byDefault] ?? 1);
}

export function tokenPolicyOf(client: Fields, isMachine: boolean): TokenPolicy {
  const access = lifetime(client, 'AccessTokenValidity', 'AccessToken', 'hours');
  const ownRefresh = lifetime(client, 'RefreshTokenValidity', 'RefreshToken', 'days');
  const refresh = ownRefresh ?? refreshByDefault;
  return {
    accessTtl: access ?? accessByDefault,
    accessTtlFrom: access === undefined ? 'vendor_default' : 'client',
    // Client credentials are answered without a refresh token.
    refreshAbsolute: isMachine ? null : refresh,
    refreshIdle: null,
    refreshRotation: client.object('RefreshTokenRotation')?.plain('Feature') === 'ENABLED',
    offline: false,
    ...saidLayers(
      { by: 'client', accessTtl: access, refreshAbsolute: isMachine ? undefined : ownRefresh },
      { by: 'vendor_default', accessTtl: accessByDefault, refreshAbsolute: isMachine ? undefined : refreshByDefault },
    ),
  };
}
