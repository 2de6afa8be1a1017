import { type Answers, elementsOf, readAnswers } from './aws/answers.ts';
import { isPoolObject, poolObjects } from './cognito/objects.ts';
import { emptyPools } from './cognito/pool.ts';
import { GatheredFile } from './gather/gathered-file.ts';
import type { Head, Importer, Recognition } from './importer.ts';
import { isRecording } from './recordings.ts';

const answers: Answers = {
  lists: ['UserPools', 'UserPoolClients', 'ResourceServers', 'Providers', 'ClientSecrets', 'Users', 'Groups'],
  singles: [
    'UserPool',
    'UserPoolClient',
    'ResourceServer',
    'IdentityProvider',
    'ClientSecretDescriptor',
    'User',
    'Group',
  ],
  subjects: ['UserPoolId', 'ClientId'],
  isWhole: () => false,
};

const own =
  /"(?:UserPools|UserPoolClients?|UserPool|UserPoolId|ResourceServers?|ClientSecretDescriptor|ClientSecretId|UserStatus|ProviderType)\\?"\s*:/;
const poolId = /"UserPoolId\\?"\s*:\s*\\?"([\w-]+_[0-9A-Za-z]+)/;
const ownPool = /"UserPool\\?"\s*:\s*\{[^{}]*"Id\\?"\s*:\s*\\?"([\w-]+_[0-9A-Za-z]+)/;

function confidenceOf(head: Head): number {
  if (head.format !== 'json' && head.format !== 'yaml') return 0;
  const { members, text } = head;
  const has = (name: string): boolean => members.includes(name);
  if (isRecording(head)) return /cognito-idp[.\w-]*\.amazonaws\.com/.test(text) ? 0.9 : 0;
  // Events of CloudTrail speak of pools too.
  if (head.format !== 'json' || has('eventSource') || has('Records') || has('Events') || !own.test(text)) return 0;
  if ([...answers.lists, ...answers.singles].some(has))
    return has('Users') || has('Groups') || has('User') ? 0.88 : 0.95;
  if ((has('status_code') && has('data')) || (has('version') && has('examples'))) return 0.88;
  return isPoolObject(members) ? 0.9 : 0;
}

function recognise(head: Head): Recognition | null {
  const confidence = confidenceOf(head);
  const tenantId = poolId.exec(head.text)?.[1] ?? ownPool.exec(head.text)?.[1] ?? null;
  return confidence === 0 ? null : { confidence, vendor: 'cognito', tenantId, tenantName: null };
}

/**
 * Answers of Amazon Cognito user pools, as the command line, SDKs and recorders write them: app clients with their secrets,
 * resource servers, identity providers, users. Each pool is a tenant; see `refIn` for the ids inside it.
 */
export const cognito: Importer = {
  id: 'cognito',
  label: 'Amazon Cognito user pools',
  version: 1,
  authority: 'object',
  recognise,
  elements: elementsOf(answers),
  recordings: true,
  begin: (context, sink) =>
    readAnswers(context, new GatheredFile(context, sink, poolObjects, emptyPools(context)), answers),
};
