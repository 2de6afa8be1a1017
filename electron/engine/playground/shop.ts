// A small resource server such as anybody might run beside an authorization server: four things to ask for, and two ways
// of telling whether a token is good. The difference between the two is what the playground is there to show.
import { z } from 'zod';
import type { AuthorizationDetail } from '#engine/issuer/model.ts';
import type { HttpRequest, HttpResponse } from '#engine/issuer/ports.ts';
import type { JournalAction } from '#shared/model/journal-record.ts';

/** What a good token says. */
export interface Bearer {
  readonly jti: string;
  readonly clientId: string;
  readonly sub: string;
  /** From the first actor to the one that acts now. */
  readonly actors: readonly string[];
  readonly scopes: readonly string[];
  readonly details: readonly AuthorizationDetail[];
}

/** Throws ShopRefusal where the token is not good. */
export type Verify = (request: HttpRequest, url: string) => Promise<Bearer>;

export class ShopRefusal extends Error {
  readonly status: number;
  /** RFC 6750 §3.1, RFC 9449 §7.1. */
  readonly code: 'invalid_token' | 'insufficient_scope' | 'invalid_request' | 'invalid_dpop_proof';
  constructor(status: number, code: ShopRefusal['code'], reason: string) {
    super(reason);
    this.name = 'ShopRefusal';
    this.status = status;
    this.code = code;
  }
}

/** One request, answered, as the journal is told. */
export interface ShopEvent {
  readonly action: Extract<JournalAction, 'orders.read' | 'orders.write' | 'payments.create' | 'profile.read'>;
  readonly object: string;
  readonly status: number;
  readonly reason: string;
  /** null: nobody knows whose token it was. */
  readonly bearer: Bearer | null;
}

export interface ShopParts {
  /** Its resource identifier (RFC 8707 §2), where it listens. */
  readonly origin: string;
  readonly issuer: string;
  readonly verify: () => Verify;
  record(event: ShopEvent): Promise<void>;
}

/** Type of the `authorization_details` (RFC 9396 §2) that limit payments. */
export const paymentType = 'payment';
const paymentDetail = z.looseObject({
  type: z.literal(paymentType),
  amount: z.object({ currency: z.string(), value: z.number() }),
});
const paymentForm = z.object({ currency: z.string().length(3), amount: z.number().positive() });
const orderForm = z.object({ item: z.string().min(1).max(100) });

interface Order {
  readonly id: number;
  readonly item: string;
}

/** What one customer has at the shop. It lives as long as the shop does. */
class Account {
  readonly orders: Order[] = [{ id: 1, item: 'espresso cups' }];
  spent = 0;
}

interface Offer {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly scope: ShopEvent['action'];
  serve(account: Account, bearer: Bearer, body: unknown): { readonly object: string; readonly answer: unknown };
}

const offers: readonly Offer[] = [
  {
    method: 'GET',
    path: '/orders',
    scope: 'orders.read',
    serve: ({ orders }) => ({ object: `${orders.length} orders`, answer: { orders } }),
  },
  {
    method: 'POST',
    path: '/orders',
    scope: 'orders.write',
    serve({ orders }, _bearer, body) {
      const order = { id: orders.length + 1, item: read(orderForm, body).item };
      orders.push(order);
      return { object: `order ${order.id}`, answer: order };
    },
  },
  {
    method: 'POST',
    path: '/payments',
    scope: 'payments.create',
    serve(account, { details }, body) {
      const { currency, amount } = read(paymentForm, body);
      const limit = limitOf(details, currency);
      if (amount > limit) {
        throw new ShopRefusal(
          403,
          'insufficient_scope',
          `${amount} ${currency} is beyond the limit of ${limit} ${currency}`,
        );
      }
      account.spent += amount;
      return { object: `${amount} ${currency}`, answer: { paid: amount, currency } };
    },
  },
  {
    method: 'GET',
    path: '/profile',
    scope: 'profile.read',
    serve: (account, { sub }) => ({ object: 'profile', answer: { sub, spent: account.spent } }),
  },
];

/** The most that one payment may be; nothing where no detail speaks of the currency (RFC 9396 §9). */
function limitOf(details: readonly AuthorizationDetail[], currency: string): number {
  const limits = details.flatMap((detail) => {
    const parsed = paymentDetail.safeParse(detail);
    return parsed.success && parsed.data.amount.currency === currency ? [parsed.data.amount.value] : [];
  });
  return Math.max(0, ...limits);
}

function read<T>(form: z.ZodType<T>, body: unknown): T {
  const parsed = form.safeParse(body);
  if (!parsed.success) throw new ShopRefusal(400, 'invalid_request', 'the body is not what this path takes');
  return parsed.data;
}

export function createShop({
  origin,
  issuer,
  verify,
  record,
}: ShopParts): (request: HttpRequest) => Promise<HttpResponse> {
  const accounts = new Map<string, Account>();
  const metadata = {
    resource: origin,
    authorization_servers: [issuer],
    scopes_supported: offers.map(({ scope }) => scope),
    bearer_methods_supported: ['header'],
    authorization_details_types_supported: [paymentType],
    resource_name: 'Playground shop',
  };
  const metadataPath = '/.well-known/oauth-protected-resource';

  const accountOf = (sub: string): Account => {
    const account = accounts.get(sub) ?? new Account();
    accounts.set(sub, account);
    return account;
  };

  async function answer(offer: Offer, request: HttpRequest): Promise<HttpResponse> {
    let bearer: Bearer | null = null;
    const told = (object: string, status: number, reason: string): Promise<void> =>
      record({ action: offer.scope, object, status, reason, bearer });
    try {
      bearer = await verify()(request, `${origin}${offer.path}`);
      if (!bearer.scopes.includes(offer.scope)) {
        throw new ShopRefusal(403, 'insufficient_scope', `the token lacks ${offer.scope}`);
      }
      const served = offer.serve(accountOf(bearer.sub), bearer, bodyOf(request));
      await told(served.object, 200, '');
      return json(200, served.answer);
    } catch (error) {
      if (!(error instanceof ShopRefusal)) throw error;
      await told(offer.path, error.status, error.message);
      return refuse(error, offer.scope);
    }
  }

  /** RFC 6750 §3, RFC 9728 §5.1: where to get a token that would do. */
  function refuse({ status, code }: ShopRefusal, scope: string): HttpResponse {
    const challenge = `Bearer error="${code}", scope="${scope}", resource_metadata="${origin}${metadataPath}"`;
    return { ...json(status, { error: code }), headers: { ...jsonHeaders, 'WWW-Authenticate': challenge } };
  }

  return async (request) => {
    if (request.method === 'GET' && request.path === metadataPath) return json(200, metadata);
    const offer = offers.find(({ method, path }) => method === request.method && path === request.path);
    return offer === undefined ? json(404, { error: 'not_found' }) : answer(offer, request);
  };
}

const jsonHeaders = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' } as const;
const json = (status: number, value: unknown): HttpResponse => ({
  status,
  headers: jsonHeaders,
  body: JSON.stringify(value),
});

function bodyOf({ body }: HttpRequest): unknown {
  if (body.byteLength === 0) return null;
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    throw new ShopRefusal(400, 'invalid_request', 'the body is no JSON');
  }
}
