import { isObject } from './fields.ts';
import { elementsOf, inside } from './gather/envelopes.ts';
import { GatheredFile } from './gather/gathered-file.ts';
import { blankNamed } from './gather/own-secrets.ts';
import { readObjects } from './gather/read-objects.ts';
import type { Head, Importer, Item, Recognition } from './importer.ts';
import { hydraObjects } from './ory-hydra/objects.ts';
import { emptyServer } from './ory-hydra/server.ts';
import { isRecording } from './recordings.ts';

const lists = ['items', 'clients'] as const;

/** Hashes, signatures, keys, forms and sessions of requests, as rows of the database hold them. */
const secrets = new Set(
  'RotatedSecrets rotated_secrets RegistrationAccessTokenSignature registration_access_token_signature Form form_data Session session_data Key Keydata keydata LoginVerifier LoginCSRF ConsentVerifier ConsentCSRF login_verifier login_csrf consent_verifier consent_csrf Verifier verifier'.split(
    ' ',
  ),
);

/** Members that no other vendor's clients have. */
const own =
  /"(?:skip_consent|skip_logout_consent|allowed_cors_origins|access_token_strategy|\w+_grant_access_token_lifespan|AllowedCORSOrigins|RegistrationAccessTokenSignature)\\?"\s*:/;
const address = /\/(?:admin\/)?(?:clients|oauth2\/auth\/sessions|oauth2\/introspect|trust\/grants\/jwt-bearer)\b/;

function shapeOf({ members, text }: Head): number {
  const has = (...names: readonly string[]): boolean => names.every((name) => members.includes(name));
  if (has('NID') && (has('ID') || has('PK') || has('Challenge'))) return 0.9;
  if (has('consent_request', 'grant_scope') || has('challenge', 'requested_scope', 'client')) return 0.9;
  if (has('issuer', 'public_key', 'allow_any_subject') || has('issuer', 'subject', 'public_key', 'scope')) return 0.9;
  if (has('active', 'token_use') || (has('active', 'client_id', 'obfuscated_subject') && !has('azp'))) return 0.85;
  // Introspection answers of other servers name more than RFC 7662 does.
  if (has('active', 'client_id', 'sub', 'token_type', 'ext')) return 0.8;
  const isClient = has('client_id') || (has('client_name') && (has('grant_types') || has('redirect_uris')));
  if (isClient && own.test(text)) return 0.92;
  if (has('client_id', 'client_name', 'grant_types', 'response_types', 'owner')) return 0.7;
  if (has('nid', 'grant_types')) return 0.85;
  const wraps = has('body', 'status') || lists.some((name) => has(name));
  return wraps && own.test(text) && /"(?:client_id|client_name)"\s*:/.test(text) ? 0.85 : 0;
}

function recognise(head: Head): Recognition | null {
  if (head.format !== 'json' && head.format !== 'yaml') return null;
  const isHere = isRecording(head) ? address.test(head.text) && own.test(head.text) : false;
  const confidence = isRecording(head) ? (isHere ? 0.8 : 0) : shapeOf(head);
  if (confidence === 0) return null;
  const network = /"(?:NID|nid)"\s*:\s*"([0-9a-f-]{36})"/.exec(head.text)?.[1] ?? null;
  return { vendor: 'ory-hydra', tenantId: network, tenantName: network, confidence };
}

/**
 * OAuth clients of an Ory Hydra with their consents, tokens and trusted issuers: answers of its admin API and its command
 * line, introspection answers, rows of its database. Namespaces and external ids: `client` the client id, `subject` what
 * the login page calls a person, `trusted-issuer` the issuer's name.
 */
export const oryHydra: Importer = {
  id: 'ory-hydra',
  label: 'Ory Hydra clients and consents',
  version: 2,
  authority: 'object',
  recognise,
  elements: ['$[*]', ...lists.map((name) => `$.${name}[*]`)],
  recordings: true,
  begin(context, sink) {
    const file = new GatheredFile(context, sink, hydraObjects, emptyServer());

    /** Tests keep an answer as its body and status. */
    function unwrap(item: Item): readonly Item[] {
      blankNamed(item.value, secrets);
      const isAnswer = isObject(item.value) && 'status' in item.value && 'body' in item.value;
      if (isAnswer) return bodyOf(item);
      return item.pattern === '$[*]' ? elementsOf(item, lists) : [item];
    }

    function bodyOf(item: Item): readonly Item[] {
      const body = isObject(item.value) ? item.value['body'] : undefined;
      if (!Array.isArray(body)) return elementsOf(inside(item, ['body'], body), lists);
      return body.map((one: unknown, index) => inside(item, ['body', index], one));
    }

    const isEnvelope = (members: readonly string[]): boolean => lists.some((name) => members.includes(name));
    return readObjects(context, file, oryHydra.elements, { unwrap, isEnvelope });
  },
};
