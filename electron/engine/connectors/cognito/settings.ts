// What the form asks for, and what it is turned into.
import { z } from 'zod';
import type { SettingField } from '#engine/connectors/connector.ts';

const poolId = /^[\w-]+_[0-9A-Za-z]+$/;

/** All of them text, as they are kept; '' where nothing was given. */
export const settings = z
  .object({
    userPoolId: z.string().max(55).regex(poolId, 'a pool id looks like eu-central-1_AbCdEf123'),
    region: z.union([z.literal(''), z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, 'a region looks like eu-central-1')]),
    address: z.union([
      z.literal(''),
      z
        .url({ protocol: /^https?$/ })
        .max(2048)
        .transform((text) => text.replace(/\/+$/, '')),
    ]),
  })
  .partial({ region: true, address: true })
  .transform(({ userPoolId, region = '', address = '' }) => ({
    userPoolId,
    region: region || (userPoolId.split('_')[0] ?? ''),
    address,
  }))
  .refine(({ userPoolId, region, address }) => address !== '' || userPoolId.startsWith(`${region}_`), {
    path: ['region'],
    message: 'the pool id begins with another region',
  });

export type CognitoSettings = z.infer<typeof settings>;

export const fields: readonly SettingField[] = [
  {
    name: 'userPoolId',
    label: 'User pool id',
    placeholder: 'eu-central-1_AbCdEf123',
    hint: 'The pool that is looked after.',
    required: true,
  },
  {
    name: 'region',
    label: 'Region',
    placeholder: 'eu-central-1',
    hint: 'Empty: the one that the pool id begins with.',
    required: false,
  },
  {
    name: 'address',
    label: 'Endpoint',
    placeholder: '',
    hint: 'Empty: AWS itself. An emulator or a private endpoint goes here.',
    required: false,
  },
];

const suffixOf = (region: string): string => (region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com');

/** Base address of one AWS service; an endpoint of one's own stands for all of them. */
export const endpointOf = ({ address, region }: CognitoSettings, service: 'cognito-idp' | 'sts'): string =>
  address === '' ? `https://${service}.${region}.${suffixOf(region)}` : address;
