// What tables write into their columns, as words of the inventory.
import type { CredentialKind } from '#shared/model/credential.ts';
import type { IdentityKind, IdentityStatus } from '#shared/model/identity.ts';
import type { StoragePlace } from '#shared/model/storage.ts';

export const kindWords: readonly (readonly [RegExp, IdentityKind])[] = [
  [/agent|assistant|bot\b|copilot/, 'agent'],
  [/human|person|employee|member|^user$|customer/, 'human'],
  [/api[ _-]?key|access[ _-]?key|^key$|^pat$|personal access token|api[ _-]?token|^token$/, 'api_key'],
  [/workload|spiffe|pod|federated/, 'workload'],
  [/service|machine|m2m|robot|daemon|non[ _-]?interactive|managed[ _-]?identity|technical/, 'service_account'],
  [/oauth|client|app|application|spa|native|web|integration/, 'oauth_client'],
];

export const credentialWords: readonly (readonly [RegExp, CredentialKind])[] = [
  [/federat|workload|oidc trust|wif/, 'federated'],
  [/mtls|tls_client|certificate|x\.?509|x5/, 'mtls'],
  [/private[ _-]?key|client-jwt|jwks?$|key ?pair/, 'private_key_jwt'],
  [/secret[ _-]?jwt/, 'secret_jwt'],
  [/client[ _-]?secret|^secret/, 'client_secret'],
  [/api[ _-]?key|access[ _-]?key|token|^pat$|^key$/, 'api_key'],
  [/password|basic/, 'password'],
  [/^none$|public/, 'none'],
];

/** The more precise word first: a vault of GitHub's is settings of a pipeline. */
export const storageWords: readonly (readonly [RegExp, StoragePlace])[] = [
  [/actions? secret|github secret|gitlab (?:variable|secret)|ci[ /_-]?(?:cd)?[ _-]?(?:secret|variable|setting)|pipeline|jenkins|^ci$|ci\/cd/, 'ci_variable'],
  [/config[ _-]?map/, 'config_map'],
  [/vault|secrets? manager|key ?vault|kms|hsm|1password|conjur|keychain|parameter store/, 'vault'],
  [/kubernetes secret|k8s secret|cluster secret/, 'cluster_secret'],
  [/confluence|wiki|notion|sharepoint/, 'wiki'],
  [/slack|teams|chat|e-?mail/, 'chat'],
  [/jira|ticket|service ?now/, 'ticket'],
  [/docker|image/, 'image'],
  [/laptop|desktop|workstation|local file|home directory|~\//, 'desktop_file'],
  [/bucket|share|drive/, 'shared_file'],
  [/source|code|repo|git|\.env\b|hard/, 'code'],
  [/\blog/, 'log'],
]; // biome-ignore format: a table of words

export const statusWords: readonly (readonly [RegExp, IdentityStatus])[] = [
  [/^(?:true|1|yes|y|on|active|enabled|live|in use|ok|valid)$/, 'active'],
  [/^(?:false|0|no|n|off|inactive|disabled|suspended|blocked|deprovisioned|revoked|locked)$/, 'disabled'],
  [/^expired$/, 'expired'],
  [/^(?:retired|deleted|removed|archived|decommissioned)$/, 'retired'],
];

export const match = <T>(words: readonly (readonly [RegExp, T])[], text: string): T | undefined =>
  words.find(([pattern]) => pattern.test(text))?.[1];
