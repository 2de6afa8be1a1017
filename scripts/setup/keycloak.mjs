// A real Keycloak for tests, from Maven Central, unpacked once into the user's cache.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { collect, isOnPath } from './child.mjs';
import { exclusive } from './exclusive.mjs';
import { userCache } from './paths.mjs';
import { say } from './say.mjs';

const VERSION = '26.7.4';
const OLDEST_JAVA = 17;

function javaVersion() {
  const { stdout, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(`${stdout}${stderr}`)?.[1] ?? 0);
}

/** The folder of the distribution, or null with one announced line where it cannot be had: tests against it are skipped. */
export async function keycloakHome() {
  const home = join(userCache(), `keycloak-${VERSION}`);
  if (existsSync(join(home, 'bin', 'kc.sh'))) return home;
  if (!isOnPath('mvn') || !isOnPath('java') || javaVersion() < OLDEST_JAVA) {
    say(`tests against a real Keycloak are skipped: they need Maven and Java ${OLDEST_JAVA}`);
    return null;
  }
  return exclusive(`${home}.lock`, 'fetching Keycloak', async () => {
    if (existsSync(join(home, 'bin', 'kc.sh'))) return home;
    const making = `${home}.${process.pid}`;
    mkdirSync(making, { recursive: true });
    say(`fetching Keycloak ${VERSION} from Maven Central …`);
    const artifact = `org.keycloak:keycloak-quarkus-dist:${VERSION}:zip`;
    const arguments_ = ['-q', '-B', 'dependency:unpack', `-Dartifact=${artifact}`, `-DoutputDirectory=${making}`];
    const { code, output } = await collect('mvn', arguments_, { cwd: making });
    const inner = code === 0 ? readdirSync(making).find((name) => name.startsWith('keycloak-')) : undefined;
    if (inner === undefined) {
      rmSync(making, { recursive: true, force: true });
      say(
        `tests against a real Keycloak are skipped: it could not be fetched\n${output.trim().split('\n').slice(-3).join('\n')}`,
      );
      return null;
    }
    renameSync(join(making, inner), home);
    rmSync(making, { recursive: true, force: true });
    return home;
  });
}
