// AWS answers 400 and a name (AWS JSON 1.1); here each name gets the status that it has everywhere else, so that the exchange
// common to all connectors reads it.
import type { TenantAnswer } from '#engine/system/tenant-web.ts';

const statuses: readonly (readonly [RegExp, number])[] = [
  [/^(?:TooManyRequests|Throttling|ThrottledException|RequestLimitExceeded|ProvisionedThroughputExceeded)/, 429],
  // Somebody else changes it right now: ask again.
  [/^ConcurrentModification/, 503],
  [/^(?:ResourceNotFound|UserNotFound)/, 404],
  [/^AccessDenied/, 403],
  [
    /^(?:UnrecognizedClient|InvalidSignature|SignatureDoesNotMatch|IncompleteSignature|MissingAuthentication|ExpiredToken|InvalidClientTokenId|RequestExpired)/,
    401,
  ],
  // Emulators and old endpoints do not have every operation.
  [/^(?:UnknownOperation|Unsupported)/, 405],
];

const refusedCredentials: Readonly<Record<string, string>> = {
  ExpiredToken: 'the session token has expired: give new credentials.',
  RequestExpired: 'the clock of this computer differs from that of AWS.',
};
const notLetIn = 'the access key or its signature is not accepted: check id, secret and session token.';

interface Named {
  readonly type: string;
  readonly message: string;
}

/** `aws.cognito#X` in the body, or `X:http://…` in a header. */
function namedOf({ body, headers }: TenantAnswer): Named {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    value = null;
  }
  const members = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const text = (name: string): string => (typeof members[name] === 'string' ? members[name] : '');
  const type = text('__type') || (headers['x-amzn-errortype'] ?? '');
  return {
    type: (type.split('#').at(-1) ?? '').split(':')[0] ?? '',
    message: text('message') || text('Message'),
  };
}

/** The answer with a plain status, and a body that says no more than its message. Successes stay as they are. */
export function plainAnswer(answer: TenantAnswer): TenantAnswer {
  if (answer.status < 400) return answer;
  const { type, message } = namedOf(answer);
  const status = statuses.find(([names]) => names.test(type))?.[1] ?? answer.status;
  if (type === '') return answer;
  const known = Object.entries(refusedCredentials).find(([name]) => type.startsWith(name))?.[1];
  // A signature that is refused is answered with what was signed, and that carries the session token.
  const said = status === 401 ? (known ?? notLetIn) : `${type}: ${message}`;
  return { ...answer, status, body: JSON.stringify({ message: said }) };
}
