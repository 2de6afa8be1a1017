import { GatheredFile } from './gather/gathered-file.ts';
import { readObjects } from './gather/read-objects.ts';
import type { Importer } from './importer.ts';
import { oauthObjects } from './oauth/objects.ts';

/**
 * What a sync of an authorization server without an administration of its own brings: its metadata (RFC 8414), registrations that
 * were named (RFC 7592), introspected tokens (RFC 7662). Each object names its `issuer`. Namespaces and external ids: `client` the
 * client id, `token` the name that the analyst gave.
 */
export const oauth: Importer = {
  id: 'oauth',
  label: 'OAuth 2.0 registrations and tokens',
  version: 1,
  authority: 'object',
  recognise({ format, members, texts }) {
    const issuer = texts.get('issuer');
    if (format !== 'json' || issuer === undefined || !members.includes('authorization_server_metadata')) return null;
    return { vendor: 'oauth', tenantId: issuer, tenantName: issuer, confidence: 0.98 };
  },
  elements: ['$[*]'],
  begin(context, sink) {
    const file = new GatheredFile(context, sink, oauthObjects, { traits: {} });
    return readObjects(context, file, oauth.elements, { isEnvelope: () => false });
  },
};
