import type { HttpResponse } from './ports.ts';

export const jsonAnswer = (body: unknown, headers: HttpResponse['headers'] = {}): HttpResponse => ({
  status: 200,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
