import { expect, it } from 'vitest';
import { isBrowser, programOf } from './user-agents.ts';

it.each([
  ['python-requests/2.32.0', 'python-requests python'],
  ['aws-cli/2.15.0 Python/3.11.6 Linux/5.10 exe/x86_64 prompt/off command/s3.ls', 'aws-cli linux python'],
  ['aws-cli/2.17.1 Python/3.12.1 Linux/6.1 exe/x86_64 prompt/off command/iam.get-user', 'aws-cli linux python'],
  ['kubectl/v1.28.2 (darwin/arm64) kubernetes/89a4ea3', 'kubectl darwin'],
  ['Boto3/1.28 md/Botocore#1.31 os/macos#22.6 lang/python#3.9', 'boto darwin python'],
  ['', ''],
  ['-', ''],
])('%s is the program %s', (text, program) => expect(programOf(text)).toBe(program));

it.each([
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36',
    true,
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:123.0) Gecko/20100101 Firefox/123.0', true],
  ['Chrome 114.0.0 / Mac OS X 10.15.7', true],
  ['Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1', false],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/122.0 Safari/537.36', false],
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', false],
  ['python-requests/2.32.0', false],
  ['Other 0.0.0 / Other 0.0.0', false],
])('%s: a browser is %s', (text, is) => expect(isBrowser(text)).toBe(is));
