import { journalled } from '#engine/issuer/attempt.ts';
import { type Endpoint, runSteps, type Step } from '#engine/issuer/endpoint.ts';
import { jsonAnswer } from '#engine/issuer/json-answer.ts';
import type { HttpResponse } from '#engine/issuer/ports.ts';
import { authenticateClient } from '#engine/issuer/steps/authenticate-client.ts';
import { checkProof } from '#engine/issuer/steps/check-proof.ts';
import { chooseGrant } from '#engine/issuer/steps/choose-grant.ts';
import { readForm } from '#engine/issuer/steps/read-form.ts';
import { TokenRequest } from '#engine/issuer/token-request.ts';
import { paths } from './paths.ts';

const steps: readonly Step<TokenRequest>[] = [readForm, authenticateClient, chooseGrant, checkProof, runGrant];

/** RFC 6749 §3.2. */
export const token: Endpoint = {
  id: 'token',
  path: paths.token,
  methods: ['POST'],
  audience: 'protocol',
  async handle(request, ports) {
    const asked = new TokenRequest(request, ports);
    await journalled(asked, steps);
    return jsonAnswer(asked.answer, nextNonce(asked));
  },
};

async function runGrant(asked: TokenRequest): Promise<void> {
  await runSteps(asked.flow.steps, asked);
}

/** RFC 9449 §8.2. */
function nextNonce({ proof, ports: { settings, nonces } }: TokenRequest): HttpResponse['headers'] {
  return proof !== null && settings.dpopNonces ? { 'DPoP-Nonce': nonces.current() } : {};
}
