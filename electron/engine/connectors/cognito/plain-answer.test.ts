import { describe, expect, it } from 'vitest';
import { plainAnswer } from './plain-answer.ts';

const of = (body: unknown, headers: Record<string, string> = {}, status = 400) => {
  const plain = plainAnswer({ status, headers, body: JSON.stringify(body) });
  return [plain.status, (JSON.parse(plain.body) as { message?: string }).message];
};

describe('what AWS answers, in plain statuses', () => {
  it.each([
    ['TooManyRequestsException', 429],
    ['ThrottlingException', 429],
    ['ConcurrentModificationException', 503],
    ['ResourceNotFoundException', 404],
    ['UserNotFoundException', 404],
    ['AccessDeniedException', 403],
    ['com.amazon.coral.service#UnknownOperationException', 405],
    ['CognitoLocal#Unsupported', 405],
    ['InvalidParameterException', 400],
  ])('%s is %i', (type, status) => {
    expect(of({ __type: type, message: 'words' })).toEqual([status, `${type.split('#').at(-1)}: words`]);
  });

  it('reads the name from the header, and the message however it is written', () => {
    const headers = { 'x-amzn-errortype': 'AccessDeniedException:http://internal.amazon.com/' };
    expect(of({ Message: 'no' }, headers)).toEqual([403, 'AccessDeniedException: no']);
  });

  it('never repeats what was signed', () => {
    for (const type of ['InvalidSignatureException', 'UnrecognizedClientException', 'ExpiredTokenException']) {
      const [status, message] = of({ __type: type, message: 'x-amz-security-token:canary' });
      expect(status).toBe(401);
      expect(message).not.toContain('canary');
    }
  });

  it('leaves alone what succeeded, and what is not of AWS', () => {
    expect(of({ message: 'fine' }, {}, 200)).toEqual([200, 'fine']);
    expect(of({ error: 'ordered' }, {}, 502)).toEqual([502, undefined]);
    expect(plainAnswer({ status: 500, headers: {}, body: '<html>' }).body).toBe('<html>');
  });
});
