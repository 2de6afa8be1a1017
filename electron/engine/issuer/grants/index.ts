import { authorizationCode } from './authorization-code.ts';
import { clientCredentials } from './client-credentials.ts';
import { jwtBearer } from './jwt-bearer.ts';
import { refreshToken } from './refresh-token.ts';
import { tokenExchange } from './token-exchange.ts';

/** Every grant, in the order of the metadata document. CIBA, ID-JAG and transaction tokens are each one more line. */
export const grantFlows = [clientCredentials, authorizationCode, refreshToken, tokenExchange, jwtBearer] as const;
