// One user pool as Cognito keeps it: every request and every answer is held against AWS's own description, every signature checked.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AwsDescription, readAwsDescription } from './aws-description.ts';
import { type Keys, signatureFault } from './aws-signature.ts';
import { type CognitoState, cognitoActions, newCognitoState } from './fake-cognito-actions.ts';

export interface FakeCognito extends CognitoState {
  readonly url: string;
  readonly keys: Keys;
  /** As clients see it: proxies stand before it. */
  readonly hosts: Set<string>;
  /** IAM actions without their service, that the key may not use. */
  readonly denied: Set<string>;
  /** So many requests are answered with TooManyRequestsException. */
  throttled: number;
  /** Names of operations, in the order in which they came. */
  readonly asked: string[];
  /** What did not fit the description; a test that ends with one has found a defect. */
  readonly violations: string[];
  close(): Promise<void>;
}

export const caller = 'arn:aws:iam::123456789012:user/nhi-workbench';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
}
const failed = (name: string, message: string, status = 400): Answer => ({
  status,
  body: JSON.stringify({ __type: name, message }),
});

const identityXml = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${caller}</Arn><UserId>AIDAEXAMPLEUSERID0001</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

/** `description`: aws-cognito-idp-2016-04-18.min.json. */
export async function startFakeCognito(description: string): Promise<FakeCognito> {
  const api: AwsDescription = readAwsDescription(description);
  const state = newCognitoState();
  const keys: Keys = {
    accessKeyId: 'AKIAEXAMPLEKEY000001',
    secretAccessKey: 'canary/secret+access+key/0000000000000001',
    sessionToken: 'canary-session-token',
  };
  const [denied, hosts] = [new Set<string>(), new Set<string>()];
  const [violations, asked]: [string[], string[]] = [[], []];

  function operate(operation: string, text: string): Answer {
    asked.push(operation);
    if (!api.has(operation)) return failed('UnknownOperationException', '');
    const input = JSON.parse(text) as Record<string, unknown>;
    violations.push(...api.misfits(operation, 'input', input));
    if (fake.throttled > 0) {
      fake.throttled -= 1;
      return failed('TooManyRequestsException', 'Rate exceeded');
    }
    if (denied.has(operation)) {
      const words = `User: ${caller} is not authorized to perform: cognito-idp:${operation}`;
      return failed('AccessDeniedException', words);
    }
    if (input['UserPoolId'] !== state.poolId) return failed('ResourceNotFoundException', 'User pool does not exist.');
    const act = cognitoActions[operation];
    if (act === undefined) throw new Error(`the fake has no ${operation}`);
    const output = act(state, input);
    if ('fault' in output) return failed(output.fault, output.message);
    violations.push(...api.misfits(operation, 'output', output.body));
    return { status: 200, body: JSON.stringify(output.body) };
  }

  function token({ authorization = '' }: IncomingMessage['headers']): Answer {
    const [id = '', secret = ''] = Buffer.from(authorization.split(' ')[1] ?? '', 'base64')
      .toString()
      .split(':');
    const client = state.clients.get(id);
    const flows = client?.['AllowedOAuthFlows'];
    const isLet = client?.['AllowedOAuthFlowsUserPoolClient'] === true && Array.isArray(flows);
    if (client === undefined || client['ClientSecret'] !== secret)
      return { status: 400, body: '{"error":"invalid_client"}' };
    if (!isLet || !flows.includes('client_credentials'))
      return { status: 400, body: '{"error":"unauthorized_client"}' };
    return { status: 200, body: '{"access_token":"canary-access-token","expires_in":3600,"token_type":"Bearer"}' };
  }

  function answer({ url, headers }: IncomingMessage, body: string): Answer {
    if (url === '/oauth2/token') return token(headers);
    const faults = [...hosts].map((host) => signatureFault(headers, body, host, keys));
    if (!faults.includes(''))
      // AWS repeats what was signed, and with it the session token.
      return failed('InvalidSignatureException', `${faults[0]}: ${String(headers['x-amz-security-token'])}`);
    const target = String(headers['x-amz-target'] ?? '');
    if (target === '') {
      const isMine = body === 'Action=GetCallerIdentity&Version=2011-06-15';
      return isMine ? { status: 200, body: identityXml, type: 'text/xml' } : { status: 400, body: '<ErrorResponse/>' };
    }
    return operate(target.split('.')[1] ?? '', body);
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      try {
        const { status, body, type = 'application/x-amz-json-1.1' } = answer(request, Buffer.concat(chunks).toString());
        response.writeHead(status, { 'content-type': type }).end(body);
      } catch (error) {
        violations.push(String(error));
        response.writeHead(500).end();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  hosts.add(new URL(url).host);
  const fake: FakeCognito = {
    ...state,
    url,
    keys,
    hosts,
    denied,
    throttled: 0,
    asked,
    violations,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}
